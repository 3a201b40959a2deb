using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Triggers;

/// <summary>Something that starts instances of a published version.</summary>
internal sealed class TriggerRow
{
    public required string DefinitionVersionId { get; set; }

    public required string ActivityId { get; set; }

    /// <summary>How a stimulus finds it; the same as of a bookmark for that stimulus.</summary>
    public required string Hash { get; set; }

    public required string DefinitionId { get; set; }

    public required string AssociationKey { get; set; }

    public required string Name { get; set; }

    public string? Payload { get; set; }

    /// <summary>When the clock starts an instance next; null for what the clock has no part in.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When the dispatcher tries next: the due time at first, later after each failure. Null exactly when <see cref="DueAt"/> is.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }
}

internal sealed class TriggerRowConfiguration : IEntityTypeConfiguration<TriggerRow>
{
    public void Configure(EntityTypeBuilder<TriggerRow> builder)
        => builder.ToTable("workflow_triggers").HasKey(row => new { row.DefinitionVersionId, row.ActivityId, row.Hash });
}
