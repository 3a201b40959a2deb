using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Running cases of one procedure taken to one of its versions together.</summary>
internal sealed class CaseMigrationRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public required string DefinitionId { get; set; }

    public required string ToVersionId { get; set; }

    /// <summary>The designer's corrections of the element map: a JSON object of activity ids by activity ids, null for no counterpart.</summary>
    public required string Map { get; set; }

    /// <summary>True moves cases as well that then count as having done steps they have not.</summary>
    public bool PassesOver { get; set; }

    /// <summary>Why; stands in the history of every case.</summary>
    public required string Reason { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }
}

internal sealed class CaseMigrationRowConfiguration : IEntityTypeConfiguration<CaseMigrationRow>
{
    public void Configure(EntityTypeBuilder<CaseMigrationRow> builder) => builder.ToTable("case_migrations").HasKey(row => row.Id);
}

/// <summary>What became of one case of a migration.</summary>
internal enum MigrationItemStatus
{
    /// <summary>Its turn has not come.</summary>
    Waiting,

    /// <summary>It runs on the other version.</summary>
    Moved,

    /// <summary>It goes on with its own version; the code says why.</summary>
    Stayed,

    /// <summary>It is to go back; its turn has not come.</summary>
    UndoWaiting,

    /// <summary>It is what it was before.</summary>
    Undone,

    /// <summary>It was to go back and had moved on meanwhile.</summary>
    MovedOn,
}

internal sealed class CaseMigrationItemRow
{
    public required string MigrationId { get; set; }

    public required string InstanceId { get; set; }

    public required string CaseId { get; set; }

    public MigrationItemStatus Status { get; set; }

    /// <summary>Why it stayed; null when it did not.</summary>
    public string? Code { get; set; }

    public required string FromVersionId { get; set; }

    /// <summary>The instance as it was, for going back; null unless it moved.</summary>
    public byte[]? StateBefore { get; set; }

    /// <summary>The instance's revision right after the move: with another one it has moved on.</summary>
    public int? RevisionAfter { get; set; }

    /// <summary>Who asked for the move, or for going back.</summary>
    public required string RequestedBy { get; set; }

    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class CaseMigrationItemRowConfiguration : IEntityTypeConfiguration<CaseMigrationItemRow>
{
    public void Configure(EntityTypeBuilder<CaseMigrationItemRow> builder) => builder.ToTable("case_migration_items").HasKey(row => new { row.MigrationId, row.InstanceId });
}
