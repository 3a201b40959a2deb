using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Clock;

/// <summary>A bookmark that a moment in time resumes. Quartz only wakes the dispatcher; this row says what is due.</summary>
internal sealed class TimerRow
{
    public required string BookmarkId { get; set; }

    public required string WorkflowInstanceId { get; set; }

    /// <summary>What the procedure asked for; never moved.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When the dispatcher tries next: the due time at first, later after each failure.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }
}

internal sealed class TimerRowConfiguration : IEntityTypeConfiguration<TimerRow>
{
    public void Configure(EntityTypeBuilder<TimerRow> builder) => builder.ToTable("timers").HasKey(row => row.BookmarkId);
}
