using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>
/// Finds every state a run of a workflow can get into, whatever people, the clock and scripts decide, by letting the engine itself take every step
/// from every state, nearest first. Pure, and bounded by the number of steps.
/// </summary>
public static class Explorer
{
    /// <summary>From the start.</summary>
    public static StateSpace Explore(WorkflowGraph graph, ExplorationOptions? options = null)
        => new Exploration(graph, options ?? ExplorationOptions.Default).Run(null)!;

    /// <summary>
    /// From where a running instance stands. What is faulted counts as retried: it is open again. Null when the instance stands in an activity
    /// that the graph does not have.
    /// </summary>
    /// <param name="graph">The version to go on with, which need not be the one the state was made with.</param>
    /// <param name="state">Any state of an instance; nothing in it is changed.</param>
    /// <param name="options">Null for the defaults.</param>
    public static StateSpace? Explore(WorkflowGraph graph, WorkflowState state, ExplorationOptions? options = null)
        => new Exploration(graph, options ?? ExplorationOptions.Default).Run(state);
}

/// <summary>One exploration under way.</summary>
internal sealed class Exploration
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly WorkflowGraph _original;
    private readonly WorkflowGraph _graph;
    private readonly ExplorationOptions _options;
    private readonly Chooser _chooser = new();
    private readonly StateKeys _keys;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<SpaceState> _states = [];
    private readonly List<SpaceEdge> _edges = [];
    private readonly Queue<(int Number, WorkflowState State)> _queue = new();
    private int _steps;
    private int _effort;

    public Exploration(WorkflowGraph original, ExplorationOptions options)
    {
        (_original, _options) = (original, options);
        _graph = ChoiceGraph.Of(original, options, _chooser);
        _keys = new StateKeys(_graph);
    }

    public StateSpace? Run(WorkflowState? from)
    {
        var begin = from is null ? WorkflowState.New("x", _graph, Now) : TakenOverState.Of(from, _graph);
        if (begin is null)
        {
            return null;
        }

        Number(begin);
        var bounded = false;
        while (_queue.TryDequeue(out var next))
        {
            foreach (var (stimulus, told, waited) in Steps(next.State))
            {
                _chooser.Begin(told);
                do
                {
                    if (_effort >= _options.MaxSteps)
                    {
                        bounded = true;
                        break;
                    }

                    Take(next.Number, next.State, stimulus, waited);
                }
                while (_chooser.TryNext());
            }

            if (bounded)
            {
                break;
            }
        }

        return new StateSpace(_states, _edges, bounded, _steps, _keys.RunAhead);
    }

    /// <summary>Everything that can happen next. What goes on by itself goes first, in its order, before anybody else can act.</summary>
    private IEnumerable<(Stimulus Stimulus, int Told, bool Waited)> Steps(WorkflowState state)
    {
        if (state.SubStatus == WorkflowSubStatus.Pending)
        {
            return Starts().Select(trigger => ((Stimulus)new Stimulus.Start(TriggerActivityId: trigger), 0, true));
        }

        var going = state.Bookmarks.FirstOrDefault(bookmark => bookmark.Name == Choice.GoesOn);
        return (going is null ? state.Bookmarks : [going]).SelectMany(bookmark => Enumerable.Range(0, WaysOf(bookmark))
            .Select(way => ((Stimulus)new Stimulus.ResumeBookmark(bookmark.Id), way, bookmark.Name == Choice.Waits)));
    }

    private int WaysOf(Bookmark bookmark) => (_graph.FindNode(bookmark.ActivityNodeId)?.Activity as IChoice)?.Ways ?? 0;

    private IEnumerable<string?> Starts()
    {
        if (_options.Starts is { } starts)
        {
            return starts;
        }

        // Whatever a trigger starts can be started without one as well, by another workflow.
        return [null, .. _original.Nodes.Where(node => node.Activity is Trigger { CanStartWorkflow: true } && node.Parent?.Parent is { Parent: null }).Select(node => node.Activity.Id)];
    }

    private void Take(int from, WorkflowState state, Stimulus stimulus, bool waited)
    {
        _steps++;
        var result = Interpreter.Step(_graph, state, stimulus, Now);
        if (result.Applied)
        {
            _effort += 1 + (result.State.ActivityExecutionContexts.Count / 6) + (result.Journal.Count / 200);
            _edges.Add(new SpaceEdge(from, Number(result.State), Happenings(result, waited)));
        }
    }

    private int Number(WorkflowState state)
    {
        var key = _keys.Of(state);
        if (_numbers.TryGetValue(key, out var known))
        {
            return known;
        }

        var number = _numbers[key] = _states.Count;
        var faulted = state.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted).Select(context => Original(context.ScheduledActivityNodeId)).OfType<ActivityNode>();
        _states.Add(new SpaceState(
            state.Status == WorkflowStatus.Finished,
            [.. state.Bookmarks.Select(bookmark => Original(bookmark.ActivityNodeId)).OfType<ActivityNode>()], [.. faulted])
        {
            Kept = _options.KeepsStates && state.Status != WorkflowStatus.Finished ? state : null,
        });
        if (state.Status != WorkflowStatus.Finished)
        {
            _queue.Enqueue((number, state));
        }

        return number;
    }

    private List<Happening> Happenings(StepResult result, bool waited)
    {
        var happenings = new List<Happening>();
        if (waited)
        {
            happenings.Add(Happening.WaitOver);
        }

        foreach (var line in result.Journal)
        {
            if (KindOf(line.EventName) is { } kind && Original(line.NodeId) is { } node)
            {
                happenings.Add(new Happening(
                    kind, node, kind == HappeningKind.Completed ? WayOf(line) : null, kind == HappeningKind.Faulted ? line.Message : null));
            }
        }

        return happenings;
    }

    private ActivityNode? Original(string nodeId) => _original.FindNode(nodeId);

    private static HappeningKind? KindOf(string eventName) => eventName switch
    {
        "Started" => HappeningKind.Started,
        "Completed" => HappeningKind.Completed,
        "Canceled" => HappeningKind.Canceled,
        "Faulted" => HappeningKind.Faulted,
        _ => null,
    };

    private static Way WayOf(JournalEntry line)
        => line.Payload?["Outcomes"] is JsonArray outcomes ? new Way([.. outcomes.Select(outcome => (string?)outcome ?? "Done")]) : Way.Done;
}
