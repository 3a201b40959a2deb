using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>What can happen on a path.</summary>
public enum HappeningKind
{
    /// <summary>Somebody or the clock acted after a wait, or a run began; what was kept in memory alone is lost.</summary>
    Waited,

    /// <summary>An activity began.</summary>
    Started,

    /// <summary>An activity ended in one of its ways.</summary>
    Completed,

    /// <summary>An activity was ended by something else.</summary>
    Canceled,

    /// <summary>Something the engine does not allow: an incident.</summary>
    Faulted,
}

/// <summary>One thing that happens on a path.</summary>
/// <param name="Kind">What.</param>
/// <param name="Node">To which activity of the graph that is explored; null for a wait.</param>
/// <param name="Way">How it ended; null unless it completed.</param>
/// <param name="Message">What was wrong; null unless it faulted.</param>
public sealed record Happening(HappeningKind Kind, ActivityNode? Node, Way? Way = null, string? Message = null)
{
    /// <summary>A wait is over.</summary>
    public static readonly Happening WaitOver = new(HappeningKind.Waited, null);
}

/// <summary>One step of an exploration: from a state to the next, with all that happens on the way.</summary>
/// <param name="From">Number of the state it leaves.</param>
/// <param name="To">Number of the state it leads to.</param>
/// <param name="Happenings">In the order in which they happen.</param>
public sealed record SpaceEdge(int From, int To, IReadOnlyList<Happening> Happenings);

/// <summary>A state a run can be in.</summary>
/// <param name="IsFinished">True when the run is over.</param>
/// <param name="Waiting">The activities somebody or the clock can end now.</param>
/// <param name="Faulted">The activities with an incident.</param>
public sealed record SpaceState(bool IsFinished, IReadOnlyList<ActivityNode> Waiting, IReadOnlyList<ActivityNode> Faulted)
{
    /// <summary>The state itself, with what an instance counts; null unless the exploration was asked to keep it, and for a run that is over.</summary>
    internal State.WorkflowState? Kept { get; init; }
}
