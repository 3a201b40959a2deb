using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Tasks;

/// <summary>
/// Who may take an available task, one row each, in the order inboxes show them, so that an inbox page is a walk along an index. The rows go when the
/// task is claimed or over, and come back when it is released.
/// </summary>
internal sealed class TaskCandidateRow
{
    public const string RoleKind = "role";
    public const string UserKind = "user";

    /// <summary>Somebody who is not offered the task whatever their role; stands beside the others so that leaving it out is an index look-up too.</summary>
    public const string ExcludedKind = "excluded";

    public required string AssociationKey { get; set; }

    /// <summary><see cref="RoleKind"/>, <see cref="UserKind"/> or <see cref="ExcludedKind"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>A role key or a user id.</summary>
    public required string Value { get; set; }

    /// <summary>100 less the task's priority.</summary>
    public int Rank { get; set; }

    /// <summary>The last instant there is for a task without a due time.</summary>
    public DateTimeOffset DueAt { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string TaskId { get; set; }

    /// <summary>What inboxes are filtered by in passing; null in a row an older host wrote, which then stands in every filtered inbox.</summary>
    public string? Service { get; set; }

    /// <inheritdoc cref="Service"/>
    public string? Channel { get; set; }

    /// <inheritdoc cref="Service"/>
    public string? ActivityType { get; set; }

    /// <inheritdoc cref="Service"/>
    public string? ActivityId { get; set; }
}

internal sealed class TaskCandidateRowConfiguration : IEntityTypeConfiguration<TaskCandidateRow>
{
    public void Configure(EntityTypeBuilder<TaskCandidateRow> builder) => builder.ToTable("user_task_candidates")
        .HasKey(row => new { row.AssociationKey, row.Kind, row.Value, row.CreatedAt, row.TaskId });
}
