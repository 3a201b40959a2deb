using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Workflows;

/// <summary>A running or finished workflow. The state blob is the truth; the other columns repeat what lists and look-ups need.</summary>
internal sealed class InstanceRow
{
    public required string Id { get; set; }

    /// <summary>Null for one that a trigger started: it belongs to no case.</summary>
    public string? CaseId { get; set; }

    public required string AssociationKey { get; set; }

    public required string DefinitionId { get; set; }

    public required string DefinitionVersionId { get; set; }

    public int Version { get; set; }

    public required string Status { get; set; }

    public required string SubStatus { get; set; }

    public string? CorrelationId { get; set; }

    public string? Name { get; set; }

    public int IncidentCount { get; set; }

    public required byte[] State { get; set; }

    /// <summary>Counts bursts; a burst that loaded another number is run again from fresh state.</summary>
    public int Revision { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The instance that asked for this one; null when none did.</summary>
    public string? ParentInstanceId { get; set; }

    /// <summary>The parent's bookmark that waits for the end of this one; null when none does.</summary>
    public string? ParentBookmarkId { get; set; }
}

internal sealed class InstanceRowConfiguration : IEntityTypeConfiguration<InstanceRow>
{
    public void Configure(EntityTypeBuilder<InstanceRow> builder) => builder.ToTable("workflow_instances").HasKey(row => row.Id);
}
