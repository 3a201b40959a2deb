using System.Collections.Concurrent;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Migrations;

/// <summary>
/// Takes running instances from one version to another. An instance is put into a state the other version can really get into, in which the same steps are open and
/// from which an end can be reached; where there is none it stays. Elsa carries the counts of the old flowchart over as they are, and joins then wait for what never comes.
/// Pure, and meant to be kept for a whole batch: the other version is explored once.
/// </summary>
public sealed class Migration
{
    private readonly WorkflowGraph _from;
    private readonly WorkflowGraph _to;
    private readonly Landing _landing;
    private readonly ConcurrentDictionary<string, Landed> _landed = new(StringComparer.Ordinal);

    private Migration(WorkflowGraph from, WorkflowGraph to, ElementMap map, Landing landing) => (_from, _to, Map, _landing) = (from, to, map, landing);

    /// <summary>Which step becomes which.</summary>
    public ElementMap Map { get; }

    /// <summary>Explores the version to go to.</summary>
    /// <param name="from">The version the instances run on.</param>
    /// <param name="to">The version to go to, of the same definition.</param>
    /// <param name="map">Which step becomes which; null proposes.</param>
    /// <param name="options">What activities can do, and how far to look.</param>
    public static Migration Between(WorkflowGraph from, WorkflowGraph to, ElementMap? map = null, ExplorationOptions? options = null)
        => new(from, to, map ?? ElementMap.Propose(from, to), new(Explorer.Explore(to, (options ?? ExplorationOptions.Default) with { KeepsStates = true })));

    /// <summary>Whether one instance can move, and what it is then. Nothing in the state given is changed.</summary>
    /// <param name="state">The instance between two bursts.</param>
    /// <param name="done">Node ids of what it has completed so far, as its journal tells.</param>
    public MigrationVerdict Move(WorkflowState state, IReadOnlySet<string> done)
    {
        if (state is not { Status: WorkflowStatus.Running, SubStatus: not WorkflowSubStatus.Pending } || state.ActivityExecutionContexts.Count == 0)
        {
            return new MigrationVerdict.Stays(StayReasons.NotRunning);
        }

        if (state.DefinitionVersionId == _to.VersionId)
        {
            return new MigrationVerdict.Stays(StayReasons.AlreadyThere);
        }

        if (Objection(state) is { } objection)
        {
            return objection;
        }

        var standing = Landing.KeyOf(state.ActivityExecutionContexts.Select(context => Map.Of(context.ScheduledActivityNodeId)!));
        var doneThere = done.Select(Map.Of).OfType<string>().ToHashSet(StringComparer.Ordinal);

        // Most cases of a batch stand in one of a few places with the same things behind them.
        return _landed.GetOrAdd($"{standing}\n\n{Landing.KeyOf(doneThere)}", _ => _landing.Find(standing, doneThere)) is not { State: { } there } landed
            ? new MigrationVerdict.Stays(_landing.IsBounded ? StayReasons.NotProved : StayReasons.WouldBeStuck)
            : new MigrationVerdict.Moves(
                Moved(state, there),
                [.. state.ActivityExecutionContexts.Where(IsStep).Select(context => new Standing(context.ScheduledActivityNodeId, Map.Of(context.ScheduledActivityNodeId)!))],
                landed.PassedOver);
    }

    private MigrationVerdict.Stays? Objection(WorkflowState state)
    {
        var contexts = state.ActivityExecutionContexts.ToDictionary(context => context.Id, StringComparer.Ordinal);
        foreach (var context in state.ActivityExecutionContexts)
        {
            var nodeId = context.ScheduledActivityNodeId;
            if (_from.FindNode(nodeId) is not { } old || Map.Of(nodeId) is not { } place || _to.FindNode(place) is not { } node)
            {
                return new(StayReasons.StepGone, nodeId);
            }

            var above = context.ParentContextId is { } parent ? Map.Of(contexts[parent].ScheduledActivityNodeId) : null;
            if (!ElementMap.SameKind(old, node) || node.Parent?.NodeId != above)
            {
                return new(StayReasons.StepDiffers, nodeId);
            }
        }

        var repeated = state.ActivityExecutionContexts.GroupBy(context => Map.Of(context.ScheduledActivityNodeId), StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1);
        return repeated is null ? null : new(StayReasons.StepRepeated, repeated.First().ScheduledActivityNodeId);
    }

    private bool IsStep(ActivityExecutionContextState context) => _from.FindNode(context.ScheduledActivityNodeId)!.Children.Count == 0;

    private WorkflowState Moved(WorkflowState state, WorkflowState landed)
    {
        var marks = landed.ActivityExecutionContexts.ToDictionary(context => context.ScheduledActivityNodeId, StringComparer.Ordinal);
        return state with
        {
            DefinitionVersionId = _to.VersionId,
            DefinitionVersion = _to.Version,
            ActivityExecutionContexts = [.. state.ActivityExecutionContexts.Select(context => Moved(context, marks))],
            Bookmarks = [.. state.Bookmarks.Select(bookmark => Moved(bookmark))],
            Incidents = [.. state.Incidents.Select(incident => Map.Of(incident.ActivityNodeId) is { } place ? incident with { ActivityNodeId = place, ActivityId = Id(place) } : incident)],
            CompletionCallbacks = [.. state.CompletionCallbacks.Where(callback => Map.Of(callback.ChildNodeId) is not null).Select(callback => callback with { ChildNodeId = Map.Of(callback.ChildNodeId)! })],
        };
    }

    /// <summary>
    /// What containers have counted is replaced by what the other version would have counted on its way there, and so is whether a step was come back to, which
    /// decides what is counted next. Everything else the step keeps.
    /// </summary>
    private ActivityExecutionContextState Moved(ActivityExecutionContextState context, Dictionary<string, ActivityExecutionContextState> marks)
    {
        var place = Map.Of(context.ScheduledActivityNodeId)!;
        var counts = _to.FindNode(place)!.Activity is Flowchart or Sequence or Activities.Parallel or Fork;
        return context with
        {
            ScheduledActivityNodeId = place,
            Properties = counts ? marks[place].Properties : context.Properties,
            ActivityInput = CameBackAs(context.ActivityInput, marks[place].ActivityInput),
        };
    }

    private static SavedValues? CameBackAs(SavedValues? own, SavedValues? landed)
    {
        var given = own?.ToDictionary() ?? new Dictionary<string, object?>(StringComparer.Ordinal);
        given.Remove(Flowchart.BackwardInput);
        if (landed is not null && landed.TryGet(Flowchart.BackwardInput, out var back))
        {
            given[Flowchart.BackwardInput] = back;
        }

        return given.Count == 0 ? null : SavedValues.Of(given);
    }

    private Bookmark Moved(Bookmark bookmark)
    {
        var place = Map.Of(bookmark.ActivityNodeId)!;
        return bookmark with { ActivityNodeId = place, ActivityId = Id(place) };
    }

    private string Id(string nodeId) => _to.FindNode(nodeId)!.Activity.Id;
}
