using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Workflows;

/// <summary>One entry of the engine's own log, as the designer's instance viewer shows it. Not the case history: that is for auditors.</summary>
internal sealed class JournalRow
{
    public required string WorkflowInstanceId { get; set; }

    public long Sequence { get; set; }

    public DateTimeOffset At { get; set; }

    public required string ActivityId { get; set; }

    public required string ActivityInstanceId { get; set; }

    public string? ParentActivityInstanceId { get; set; }

    public required string ActivityType { get; set; }

    public int ActivityTypeVersion { get; set; }

    public string? ActivityName { get; set; }

    public required string NodeId { get; set; }

    public required string EventName { get; set; }

    public string? Message { get; set; }

    public string? Payload { get; set; }
}

internal sealed class JournalRowConfiguration : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder) =>
        builder.ToTable("workflow_journal").HasKey(row => new { row.WorkflowInstanceId, row.Sequence });
}
