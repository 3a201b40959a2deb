using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>
/// A case as an event log tells it. People are opaque ids and there is nothing of the beneficiary in it; how content a person was is left out on
/// purpose, because a rating is never held against anyone.
/// </summary>
public sealed record LoggedCase
{
    /// <summary>Opaque id, unique over the whole log.</summary>
    public required string Id { get; init; }

    /// <summary>What staff and applicant call it.</summary>
    public required string Number { get; init; }

    /// <summary>The key of the association it belongs to.</summary>
    public required string Association { get; init; }

    /// <summary>The key of the service asked for.</summary>
    public required string Service { get; init; }

    /// <summary>The key of the channel the request came in by.</summary>
    public required string Channel { get; init; }

    /// <summary>The stage it is in now.</summary>
    public CaseStage Stage { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public CaseResult? Result { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The number it was registered under; null until then.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>The id of the branch the request came in at; null for the association itself.</summary>
    public string? Branch { get; init; }

    /// <summary>The id of its procedure, over all versions.</summary>
    public required string DefinitionId { get; init; }

    /// <summary>Its history, oldest first.</summary>
    public required IReadOnlyList<CaseEvent> Events { get; init; }
}
