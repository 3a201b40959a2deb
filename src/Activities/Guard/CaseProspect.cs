using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Activities.Guard;

/// <summary>What may still become of a running case, on the version it began with or on another.</summary>
/// <param name="Fits">False when the case stands in an activity that the version does not have; nothing else is known then.</param>
/// <param name="WayOut">The shortest way to an end on which the case is closed; null when there is none.</param>
/// <param name="WayUnclosed">The shortest way to an end on which the case is not closed; null when there is none.</param>
/// <param name="WayStuck">The shortest way to where no end can be reached any more, empty when it stands there already; null when there is none.</param>
/// <param name="IsBounded">True when not everything was looked at: ways that were not found may be there all the same.</param>
public sealed record CaseProspect(
    bool Fits, IReadOnlyList<PathStep>? WayOut, IReadOnlyList<PathStep>? WayUnclosed, IReadOnlyList<PathStep>? WayStuck, bool IsBounded)
{
    /// <summary>True when the case can be closed from wherever it gets to. Never true of what was not looked at as a whole.</summary>
    public bool AlwaysEnds => Fits && !IsBounded && WayOut is not null && WayUnclosed is null && WayStuck is null;

    /// <summary>Looks ahead from where an instance stands.</summary>
    /// <param name="graph">The version to go on with.</param>
    /// <param name="state">The instance between two bursts. What is faulted counts as open again.</param>
    /// <param name="isClosed">True when the case was closed before.</param>
    public static CaseProspect Of(WorkflowGraph graph, WorkflowState state, bool isClosed = false)
    {
        if (Explorer.Explore(graph, state, StepBehaviours.Options) is not { } space)
        {
            return new(Fits: false, null, null, null, IsBounded: false);
        }

        var wayOut = space.FirstViolation(new Ends(closed: true, isClosed));
        var unclosed = space.FirstViolation(new Ends(closed: false, isClosed));
        var stuck = space.IsBounded ? null : space.PathTo(number => !space.CanEnd(number));
        return new(Fits: true, Steps(wayOut), Steps(unclosed), Steps(stuck), space.IsBounded);
    }

    private static IReadOnlyList<PathStep>? Steps(IReadOnlyList<Happening>? path)
        => path is null ? null : PathSteps.Of(node => node.Activity.Name is { Length: > 0 } name ? name : node.Activity.Id, path);

    /// <summary>Stops at the first end of one sort.</summary>
    private sealed class Ends(bool closed, bool wasClosed) : IPathMonitor
    {
        public long Begin => wasClosed ? 1 : 0;

        public long Next(long memory, Happening happening) => happening is { Kind: HappeningKind.Completed, Node.Activity: CloseCase } ? 1 : memory;

        public bool ForbidsEnd(long memory) => closed == (memory == 1);
    }
}
