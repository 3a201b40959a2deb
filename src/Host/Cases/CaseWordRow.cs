using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Cases;

/// <summary>
/// A case under one word of its applicant's name, and once under no word at all. The key is the order in which lists show cases, so that the newest with
/// a word are a walk along the index; and the whole name stands in each row, so that the other words asked for are looked for in passing.
/// </summary>
internal sealed class CaseWordRow
{
    /// <summary>Under which every case stands.</summary>
    public const string Every = "";

    public required string AssociationKey { get; set; }

    /// <summary>Folded; one with an article stands without it too. <see cref="Every"/> in one row of each case.</summary>
    public required string Word { get; set; }

    public DateTimeOffset OpenedAt { get; set; }

    public required string CaseId { get; set; }

    /// <summary>All words in their order, a blank before and after each.</summary>
    public required string Name { get; set; }
}

internal sealed class CaseWordRowConfiguration : IEntityTypeConfiguration<CaseWordRow>
{
    public void Configure(EntityTypeBuilder<CaseWordRow> builder) => builder.ToTable("case_words")
        .HasKey(row => new { row.AssociationKey, row.Word, row.OpenedAt, row.CaseId });
}
