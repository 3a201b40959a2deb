using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>Whether a stimulus did anything. Every answer but <see cref="Applied"/> leaves the instance as it was.</summary>
public enum StepVerdict
{
    Applied,
    AlreadyStarted,
    NotStarted,
    AlreadyFinished,
    BookmarkNotFound,
    NothingToRetry,

    /// <summary>As above, for a skip.</summary>
    NothingToSkip,

    /// <summary>The instance waits in a step its definition no longer has.</summary>
    StepMissing,
}

/// <summary>What a burst came to: the next state, what the outside must do, and the technical record.</summary>
public sealed record StepResult(
    StepVerdict Verdict, WorkflowState State, IReadOnlyList<object> Effects, IReadOnlyList<JournalEntry> Journal)
{
    /// <summary>Bookmarks that stand after this burst and did not before.</summary>
    public required IReadOnlyList<Bookmark> CreatedBookmarks { get; init; }

    /// <summary>Ids of bookmarks that stood before this burst and are gone.</summary>
    public required IReadOnlyList<string> BurnedBookmarkIds { get; init; }

    /// <summary>Incidents raised in this burst.</summary>
    public required IReadOnlyList<ActivityIncident> NewIncidents { get; init; }

    public bool Applied => Verdict == StepVerdict.Applied;

    internal static StepResult Nothing(StepVerdict verdict, WorkflowState state)
        => new(verdict, state, [], []) { CreatedBookmarks = [], BurnedBookmarkIds = [], NewIncidents = [] };
}
