using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Forms;

/// <summary>What somebody has typed into a task's form and not sent yet. It goes when the task is done.</summary>
internal sealed class TaskDraftRow
{
    public required string TaskId { get; set; }

    public required string PersonId { get; set; }

    /// <summary>Everything typed, encrypted as a whole; see <see cref="AnswerVault"/>.</summary>
    public required string Sealed { get; set; }

    /// <summary>One more with every saving: two tabs that save the same draft are told apart by it.</summary>
    public int Revision { get; set; }

    public DateTimeOffset SavedAt { get; set; }
}

internal sealed class TaskDraftRowConfiguration : IEntityTypeConfiguration<TaskDraftRow>
{
    public void Configure(EntityTypeBuilder<TaskDraftRow> builder) => builder.ToTable("task_drafts").HasKey(row => new { row.TaskId, row.PersonId });
}
