using CaseWorkflows.Cases.Tasks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CaseWorkflows.Host.Tasks;

/// <summary>One piece of work for a person. It holds a bookmark; completing it resumes the workflow there.</summary>
internal sealed class UserTaskRow
{
    /// <summary>The id of the bookmark it holds as well: one task per bookmark, so a repeat cannot open a second one.</summary>
    public required string Id { get; set; }

    public required string AssociationKey { get; set; }

    public required string CaseId { get; set; }

    /// <summary>The case's, kept here for the inbox's filters; null for a task that was over, or written by an older host, before they were.</summary>
    public string? Service { get; set; }

    /// <inheritdoc cref="Service"/>
    public string? Channel { get; set; }

    public required string WorkflowInstanceId { get; set; }

    public required string ActivityId { get; set; }

    public required string ActivityInstanceId { get; set; }

    public required string ActivityType { get; set; }

    public string? Clause { get; set; }

    public required string TitleAr { get; set; }

    public required string TitleEn { get; set; }

    public string? Summary { get; set; }

    public string? Instructions { get; set; }

    public string? Reference { get; set; }

    /// <summary>Key of the form to fill in; null for a bare choice of action.</summary>
    public string? Form { get; set; }

    /// <summary>The version of the form it opened with and keeps; null without a form. Chosen by the statement that opens the task.</summary>
    public string? FormVersion { get; set; }

    /// <summary>What the person is read or signs in this task; null when there is nothing of the kind.</summary>
    public string? WordingAr { get; set; }

    public string? WordingEn { get; set; }

    /// <summary>JSON array of tool keys; empty offers all the association has.</summary>
    public required string Tools { get; set; }

    /// <summary>0 to 100; the inbox shows higher first.</summary>
    public int Priority { get; set; }

    /// <summary>JSON array of role keys. Search through <see cref="TaskCandidateRow"/>, not here.</summary>
    public required string CandidateRoles { get; set; }

    /// <summary>JSON array of user ids.</summary>
    public required string CandidateUsers { get; set; }

    /// <summary>JSON array of user ids who may not take the task, whatever their role.</summary>
    public required string ExcludedUsers { get; set; }

    public string? Assignee { get; set; }

    /// <summary>JSON array of the outcomes a person may choose.</summary>
    public required string Actions { get; set; }

    public UserTaskStatus Status { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    /// <summary>Role that receives the task when it is overdue.</summary>
    public string? EscalateTo { get; set; }

    public int Revision { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }

    public DateTimeOffset? CompletedAt { get; set; }

    public string? CompletedBy { get; set; }

    public string? Action { get; set; }

    public string? Reason { get; set; }

    /// <summary>JSON object of the answers given. With a form, its secrets are sealed; see <see cref="Forms.AnswerVault"/>.</summary>
    public string? Data { get; set; }

    /// <summary>What the caller named the completion, so that a repeat is recognised; null when it was not named.</summary>
    public string? OperationId { get; set; }

    /// <summary>What was asked under that name; another request under it is refused.</summary>
    public string? RequestHash { get; set; }

    /// <summary>Where the case stood after the completion, which a repeat is told as well.</summary>
    public string? CaseStage { get; set; }
}

internal sealed class UserTaskRowConfiguration : IEntityTypeConfiguration<UserTaskRow>
{
    public void Configure(EntityTypeBuilder<UserTaskRow> builder)
    {
        builder.ToTable("user_tasks").HasKey(row => new { row.WorkflowInstanceId, row.Id });
        builder.Property(row => row.Id).IsRequired();
    }
}
