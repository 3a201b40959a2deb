using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tasks;

/// <summary>Where a task stands. Stored by name.</summary>
public enum UserTaskStatus
{
    /// <summary>Waiting for one of its candidates.</summary>
    Available,

    /// <summary>In the hands of its assignee.</summary>
    Claimed,

    /// <summary>Done. Final.</summary>
    Completed,

    /// <summary>No longer needed, as when the case was withdrawn. Final.</summary>
    Cancelled,
}

/// <summary>One way to end a task.</summary>
/// <param name="Name">The ASCII name of the outcome, such as <c>Approved</c>.</param>
/// <param name="DisplayName">What stands on the button.</param>
/// <param name="NotBefore">The instant before which it may not be chosen; null when it always may.</param>
public sealed record TaskAction(string Name, LocalizedText DisplayName, DateTimeOffset? NotBefore = null)
{
    /// <summary>True when whoever chooses it must say why, because somebody has to be told.</summary>
    public bool NeedsReason { get; init; }

    /// <summary>Names of answers that must come with it; empty when the action says it all.</summary>
    public IReadOnlyList<string> NeedsData { get; init; } = [];

    /// <summary>Names of answers that must be a <see cref="Rating"/> when given.</summary>
    public IReadOnlyList<string> Ratings { get; init; } = [];
}

/// <summary>
/// Work that waits for a person. <see cref="UserTaskRules"/> alone makes a new state of an old one; a database row is read back as it was written.
/// </summary>
public sealed record UserTask
{
    /// <summary>Opaque id.</summary>
    public required string Id { get; init; }

    /// <summary>The case it belongs to.</summary>
    public required string CaseId { get; init; }

    /// <summary>Where it stands.</summary>
    public UserTaskStatus Status { get; init; } = UserTaskStatus.Available;

    /// <summary>The person who holds it, or held it when it ended; null while it is available.</summary>
    public string? Assignee { get; init; }

    /// <summary>When the assignee got it; null while it is available.</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>Keys of the roles whose holders may claim it.</summary>
    public IReadOnlyList<string> CandidateRoles { get; init; } = [];

    /// <summary>Ids of people who may claim it whatever their roles.</summary>
    public IReadOnlyList<string> CandidateUsers { get; init; } = [];

    /// <summary>
    /// Ids of people who may not touch it whatever their roles, such as a member of the committee with an interest. Wins over the candidates.
    /// </summary>
    public IReadOnlyList<string> ExcludedUsers { get; init; } = [];

    /// <summary>The ways to end it; at least one.</summary>
    public required IReadOnlyList<TaskAction> Actions { get; init; }

    /// <summary>One more with every change; what a caller saw is compared with it.</summary>
    public int Revision { get; init; }

    /// <summary>When it should be done; null when nothing presses. Passing it ends nothing.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Who ended it; null until then.</summary>
    public string? CompletedBy { get; init; }

    /// <summary>The name of the action it ended with; null until then.</summary>
    public string? Action { get; init; }

    /// <summary>When it ended by being completed; null until then.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>True when a person with these roles may hold the task.</summary>
    public bool IsCandidate(string userId, IReadOnlySet<string> roles) =>
        !ExcludedUsers.Contains(userId, StringComparer.Ordinal)
        && (CandidateUsers.Contains(userId, StringComparer.Ordinal) || CandidateRoles.Any(roles.Contains));
}
