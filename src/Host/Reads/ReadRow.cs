using CaseWorkflows.Cases.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Reads;

/// <summary>One reading of personal data, in its place in its batch.</summary>
internal sealed class ReadRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public long Batch { get; set; }

    public long Place { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Reader { get; set; }

    public required string What { get; set; }

    public Disclosure Extent { get; set; }

    public ReadBasis Basis { get; set; }

    public required string Channel { get; set; }

    public string? Purpose { get; set; }
}

/// <summary>A case in a read.</summary>
internal sealed class ReadCaseRow
{
    public required string CaseId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string ReadId { get; set; }

    public long Place { get; set; }
}

/// <summary>Some reads, sealed over those before them.</summary>
internal sealed class ReadBatchRow
{
    public required string AssociationKey { get; set; }

    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    public long Reads { get; set; }

    public required string PreviousHash { get; set; }

    public required string Hash { get; set; }
}

internal sealed class ReadRowConfiguration : IEntityTypeConfiguration<ReadRow>, IEntityTypeConfiguration<ReadCaseRow>, IEntityTypeConfiguration<ReadBatchRow>
{
    public void Configure(EntityTypeBuilder<ReadRow> builder)
    {
        builder.ToTable("reads").HasKey(row => row.Id);
        builder.Property(row => row.Extent).HasConversion<string>();
        builder.Property(row => row.Basis).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<ReadCaseRow> builder) => builder.ToTable("read_cases").HasKey(row => new { row.CaseId, row.At, row.ReadId });

    public void Configure(EntityTypeBuilder<ReadBatchRow> builder) => builder.ToTable("read_batches").HasKey(row => new { row.AssociationKey, row.Number });
}
