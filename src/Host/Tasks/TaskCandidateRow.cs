using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Tasks;

/// <summary>Who may take an open task, one row each, so that an inbox is an index look-up. The rows go when the task is no longer open.</summary>
internal sealed class TaskCandidateRow
{
    public const string RoleKind = "role";
    public const string UserKind = "user";

    public required string TaskId { get; set; }

    public required string AssociationKey { get; set; }

    /// <summary><see cref="RoleKind"/> or <see cref="UserKind"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>A role key or a user id.</summary>
    public required string Value { get; set; }
}

internal sealed class TaskCandidateRowConfiguration : IEntityTypeConfiguration<TaskCandidateRow>
{
    public void Configure(EntityTypeBuilder<TaskCandidateRow> builder) =>
        builder.ToTable("user_task_candidates").HasKey(row => new { row.TaskId, row.Kind, row.Value });
}
