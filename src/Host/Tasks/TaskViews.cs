using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Tasks;

/// <summary>A way to end a task, as it is offered.</summary>
public sealed record TaskActionView(string Name, string DisplayName, DateTimeOffset? NotBefore, bool NeedsReason, IReadOnlyList<string> NeedsData, IReadOnlyList<string> Ratings);

/// <summary>A task in the inbox: what a candidate may know before claiming.</summary>
public sealed record TaskView(
    string Id, string CaseId, string CaseNumber, string Association, string ActivityId, string ActivityType, string? Clause, string Title, string? Summary,
    string? Instructions, string? Wording, IReadOnlyList<string> Tools, string? Form, int Priority, IReadOnlyList<string> CandidateGroups, string Status, string? Assignee,
    DateTimeOffset CreatedAt, DateTimeOffset? DueAt, int Revision, IReadOnlyList<TaskActionView> Actions, string? Action, string? CompletedBy, DateTimeOffset? CompletedAt, string? Service, string? Channel)
{
    internal static TaskView Of(UserTaskRow row, string caseNumber, string? language) => new(
        row.Id, row.CaseId, caseNumber, row.AssociationKey, row.ActivityId, row.ActivityType, row.Clause,
        new LocalizedText(row.TitleAr, row.TitleEn).In(language), row.Summary, row.Instructions,
        row.WordingAr is null ? null : new LocalizedText(row.WordingAr, row.WordingEn ?? row.WordingAr).In(language), TaskJson.Read<string>(row.Tools),
        row.Form, row.Priority,
        TaskJson.Read<string>(row.CandidateRoles), row.Status.ToString(), row.Assignee, row.CreatedAt, row.DueAt, row.Revision,
        [.. TaskJson.Read<TaskAction>(row.Actions).Select(action => new TaskActionView(
            action.Name, action.DisplayName.In(language), action.NotBefore, action.NeedsReason, action.NeedsData, action.Ratings))],
        row.Action, row.CompletedBy, row.CompletedAt, row.Service, row.Channel);
}
