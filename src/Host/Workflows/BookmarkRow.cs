using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Workflows;

/// <summary>A place where a workflow waits. Unique per instance, activity instance and hash, so one stimulus resumes it once.</summary>
internal sealed class BookmarkRow
{
    /// <summary>Names it within the whole database; begins with its instance's id.</summary>
    public required string Id { get; set; }

    public required string WorkflowInstanceId { get; set; }

    public required string ActivityId { get; set; }

    public required string ActivityInstanceId { get; set; }

    /// <summary>What kind of stimulus it waits for.</summary>
    public required string Name { get; set; }

    /// <summary>Name and payload condensed; a stimulus finds its bookmarks by this alone.</summary>
    public required string Hash { get; set; }

    public string? Payload { get; set; }

    public string? CorrelationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When the clock resumes it, as the procedure asked; never moved. Null for what people or events resume.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>When the dispatcher tries next: the due time at first, later after each failure. Null exactly when <see cref="DueAt"/> is.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    public int Attempts { get; set; }

    public string? LastError { get; set; }
}

internal sealed class BookmarkRowConfiguration : IEntityTypeConfiguration<BookmarkRow>
{
    public void Configure(EntityTypeBuilder<BookmarkRow> builder)
    {
        builder.ToTable("bookmarks").HasKey(row => new { row.WorkflowInstanceId, row.ActivityInstanceId, row.Hash });
        builder.Property(row => row.Id).IsRequired();
    }
}
