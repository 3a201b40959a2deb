using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.WorkflowTasks;

/// <summary>A task that a workflow asks of a program.</summary>
internal sealed class WorkflowTaskRow
{
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary>Null for a workflow that belongs to no case.</summary>
    public string? CaseId { get; set; }

    public required string WorkflowInstanceId { get; set; }

    /// <summary>Where the workflow waits for the result.</summary>
    public required string BookmarkId { get; set; }

    public required string Name { get; set; }

    /// <summary>Parameters as JSON.</summary>
    public string? Payload { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When its result was taken, or the workflow stopped waiting for it.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

internal sealed class WorkflowTaskRowConfiguration : IEntityTypeConfiguration<WorkflowTaskRow>
{
    public void Configure(EntityTypeBuilder<WorkflowTaskRow> builder) => builder.ToTable("workflow_tasks").HasKey(row => row.Id);
}
