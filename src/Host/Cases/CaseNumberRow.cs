using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Cases;

/// <summary>The last number given out by an association in a year. Raised in the transaction that opens the case, so numbers have no gaps.</summary>
internal sealed class CaseNumberRow
{
    public required string AssociationKey { get; set; }

    public int Year { get; set; }

    public int Last { get; set; }
}

internal sealed class CaseNumberRowConfiguration : IEntityTypeConfiguration<CaseNumberRow>
{
    public void Configure(EntityTypeBuilder<CaseNumberRow> builder) =>
        builder.ToTable("case_numbers").HasKey(row => new { row.AssociationKey, row.Year });
}
