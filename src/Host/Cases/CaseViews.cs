using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Cases;

/// <summary>A case in a list: nothing that tells who the person is.</summary>
internal sealed record CaseSummary(
    string Id, string Number, string Association, string Stage, string? Result, string Service, string Channel, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt)
{
    public static CaseSummary Of(CaseRow row)
        => new(row.Id, row.Number, row.AssociationKey, row.Stage, row.Result, row.Service, row.Channel, row.OpenedAt, row.ClosedAt);
}

/// <summary>The person a case is about. The national id is shown by its last three digits; so is the mobile, to those who see no more than the name.</summary>
internal sealed record CaseApplicant(string FullName, string? NationalIdMasked, string? Mobile);

/// <summary>A task that is open on a case.</summary>
internal sealed record CaseTask(string Id, string ActivityId, string ActivityType, string Title, string Status, string? Assignee, DateTimeOffset? DueAt);

/// <summary>A case as it stands. What the person wrote is there for those who see everything; the applicant is null and hidden for those who see no name.</summary>
internal sealed record CaseDetails(
    string Id, string Number, string Association, string Stage, string? Result, string Service, string Channel, string? Needs, CaseApplicant? Applicant,
    string DefinitionId, string DefinitionVersion, DateTimeOffset OpenedAt, string OpenedBy, DateTimeOffset? InformedAt, DateTimeOffset? ClosedAt,
    string? RegistrationNumber, int? SatisfactionScore, int IncidentCount, IReadOnlyList<CaseTask> OpenTasks, bool ApplicantHidden);

/// <summary>One line of a case's history.</summary>
internal sealed record CaseHistoryLine(
    long Seq, DateTimeOffset At, string Actor, string? OnBehalfOf, string Action, string? ActivityType, string? ActivityId, string? Clause,
    string? DefinitionVersion, string? Reason, JsonNode? Data, string PreviousHash, string Hash, string? Role, string? Channel)
{
    public static CaseHistoryLine Of(CaseEventRow row) => new(
        row.Seq, row.At, row.Actor, row.OnBehalfOf, row.Action, row.ActivityType, row.ActivityId, row.Clause,
        row.DefinitionVersion, row.Reason, row.Data is null ? null : JsonNode.Parse(row.Data), row.PreviousHash, row.Hash, row.Role, row.Channel);
}

/// <summary>A page of something, and how much there is in all.</summary>
internal sealed record Page<T>(IReadOnlyList<T> Items, int PageNumber, int PageSize, int TotalCount)
{
    /// <summary>False when there are more than <see cref="TotalCount"/>, which were not counted.</summary>
    public bool TotalIsExact { get; init; } = true;
}
