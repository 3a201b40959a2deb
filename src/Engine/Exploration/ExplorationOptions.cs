using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>How far to look, and what the activities do that the engine itself knows nothing about.</summary>
public sealed record ExplorationOptions
{
    /// <summary>Steps after which an exploration gives up: about half a second.</summary>
    public const int DefaultMaxSteps = 12_000;

    /// <summary>The defaults.</summary>
    public static readonly ExplorationOptions Default = new();

    /// <summary>
    /// Most steps taken; whatever is beyond them was not looked at, and the result says so. A step counts for more where many activities are at work.
    /// </summary>
    public int MaxSteps { get; init; } = DefaultMaxSteps;

    /// <summary>What an activity can do; null leaves it to what its class and its settings tell.</summary>
    public Func<ActivityNode, Behaviour?>? Describe { get; init; }

    /// <summary>True keeps every state as the engine made it, for whoever wants to put an instance into it.</summary>
    internal bool KeepsStates { get; init; }

    /// <summary>Ids of the triggers a run may begin with, null standing for a start without one. Null takes every trigger there is and a start without.</summary>
    public IReadOnlyList<string?>? Starts { get; init; }
}
