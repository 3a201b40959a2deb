using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Workflows;

/// <summary>
/// One burst in the engine's own log: enough to show every step of it and to run it again. Not the case history: that is for auditors.
/// </summary>
internal sealed class JournalRow
{
    public required string WorkflowInstanceId { get; set; }

    /// <summary>The instance's revision after the burst; the first is 0.</summary>
    public int Revision { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>What set the burst off, as <see cref="StimulusText"/> writes it.</summary>
    public required byte[] Stimulus { get; set; }

    /// <summary>What it did, as <see cref="JournalText"/> writes it.</summary>
    public required byte[] Entries { get; set; }
}

internal sealed class JournalRowConfiguration : IEntityTypeConfiguration<JournalRow>
{
    public void Configure(EntityTypeBuilder<JournalRow> builder) => builder.ToTable("workflow_journal").HasKey(row => new { row.WorkflowInstanceId, row.Revision });
}
