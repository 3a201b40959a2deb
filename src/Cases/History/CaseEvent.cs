namespace CaseWorkflows.Cases.History;

/// <summary>
/// One line of a case's history: who did what, when, why, under which clause and which version of the procedure. Written once, never changed;
/// <see cref="HashChain"/> ties each to the one before.
/// </summary>
public sealed record CaseEvent
{
    /// <summary>The case it belongs to.</summary>
    public required string CaseId { get; init; }

    /// <summary>Its place in the case's history, from 1 without gaps.</summary>
    public long Seq { get; init; }

    /// <summary>When it happened; stored and hashed to a tenth of a microsecond in UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The id of whoever did it; <see cref="People.Actor.SystemId"/> for the clock.</summary>
    public required string Actor { get; init; }

    /// <summary>The id of the person acted for, as when a colleague covers an absence; null when nobody.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>The key of the role the act rested on, the actor's own or that of the person acted for; null when it needed none, and for the clock.</summary>
    public string? Role { get; init; }

    /// <summary>The way the act came in, one of <see cref="EventChannels"/>; null for what the procedure did by itself.</summary>
    public string? Channel { get; init; }

    /// <summary>What was done, as a stable name in the past tense.</summary>
    public required string Action { get; init; }

    /// <summary>The type of the activity that did it, such as <c>CaseWorkflows.CommitteeReview</c>; null outside the procedure.</summary>
    public string? ActivityType { get; init; }

    /// <summary>That activity's id within its definition; null outside the procedure.</summary>
    public string? ActivityId { get; init; }

    /// <summary>The policy clause carried out; null when none is.</summary>
    public string? Clause { get; init; }

    /// <summary>The id of the version of the procedure the case ran on; null outside the procedure.</summary>
    public string? DefinitionVersion { get; init; }

    /// <summary>Why, in the actor's words; null when none were asked for.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Further facts as JSON text, such as the values before and after; null when there are none. The hash sees the value, not its spacing.
    /// </summary>
    public string? Data { get; init; }

    /// <summary>The hash of the event before; <see cref="HashChain.Genesis"/> in the first.</summary>
    public string PreviousHash { get; init; } = string.Empty;

    /// <summary>The hash of everything above.</summary>
    public string Hash { get; init; } = string.Empty;
}
