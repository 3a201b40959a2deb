using System.Text;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>
/// Tells states apart that can go on differently, and no others: who is at work, what waits, and how far each flowchart has counted. Counts grow with every
/// round of a loop; only how far a line is ahead of the activity it leads to makes a difference, and whether it was followed only while it is ahead.
/// </summary>
internal sealed class StateKeys
{
    /// <summary>
    /// A line further ahead of its target than this counts as so far ahead: a loop in one of several branches runs ahead by one with each round.
    /// </summary>
    private const int FarAhead = 3;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityNode> _nodes = new(StringComparer.Ordinal);
    private readonly StringBuilder _text = new();

    public StateKeys(WorkflowGraph graph)
    {
        foreach (var node in graph.Nodes)
        {
            _numbers[node.NodeId] = _numbers.Count;
            _nodes[node.NodeId] = node;
        }
    }

    /// <summary>Lines that were seen to be passed again before their target had its turn, by the node id of the flowchart and the line's key.</summary>
    public HashSet<(string NodeId, string Line)> RunAhead { get; } = [];

    public string Of(WorkflowState state)
    {
        if (state.Status == WorkflowStatus.Finished)
        {
            return state.SubStatus.ToString();
        }

        var contexts = state.ActivityExecutionContexts;
        var children = contexts.ToLookup(context => context.ParentContextId, StringComparer.Ordinal);
        var waits = new Dictionary<string, string>(StringComparer.Ordinal);
        var turn = 0;
        foreach (var bookmark in state.Bookmarks)
        {
            waits[bookmark.ActivityInstanceId] = bookmark.Name == Choice.GoesOn ? $"!{turn++}" : "?"; // those that go on do so in their order
        }

        return string.Concat(children[null].Select(context => Text(context, children, waits)));
    }

    private string Text(ActivityExecutionContextState context, ILookup<string?, ActivityExecutionContextState> children, Dictionary<string, string> waits)
    {
        var inside = children[context.Id].Select(child => Text(child, children, waits)).ToList();
        inside.Sort(StringComparer.Ordinal); // which of two branches came first makes no difference to what either can do
        _text.Clear();
        _text.Append(_numbers.GetValueOrDefault(context.ScheduledActivityNodeId, -1));
        if (context.Status != ActivityStatus.Running)
        {
            _text.Append(context.Status == ActivityStatus.Faulted ? 'F' : 'P');
        }

        if (waits.TryGetValue(context.Id, out var wait))
        {
            _text.Append(wait);
        }

        if (context.ActivityInput is { } given && given.TryGet(Flowchart.BackwardInput, out var back) && back is true)
        {
            _text.Append('B');
        }

        if (context.Properties is { } properties)
        {
            if (_nodes.GetValueOrDefault(context.ScheduledActivityNodeId)?.Activity is Flowchart flowchart)
            {
                AddMarks(context.ScheduledActivityNodeId, flowchart, properties);
            }
            else
            {
                AddCounts(properties);
            }
        }

        _text.Append('(');
        foreach (var child in inside)
        {
            _text.Append(child);
        }

        return _text.Append(')').ToString();
    }

    private void AddCounts(SavedValues properties)
    {
        foreach (var name in (ReadOnlySpan<string>)["CurrentIndex", "Remaining", "IsBreaking"])
        {
            if (properties.TryGet(name, out var value) && value is not null)
            {
                _text.Append(name[0]).Append(value);
            }
        }
    }

    private void AddMarks(string nodeId, Flowchart flowchart, SavedValues properties)
    {
        properties.TryGet(Flowchart.StartProperty, out var startId);
        _text.Append('S').Append(startId);
        if (!properties.TryGet(Flowchart.ScopeProperty, out var saved) || ValueConverter.ConvertTo<FlowScope>(saved) is not { } scope
            || (flowchart.Activities.FirstOrDefault(activity => activity.Id == startId as string) ?? flowchart.StartActivity(null)) is not { } start)
        {
            return;
        }

        var graph = flowchart.GraphFrom(start);
        var place = 0;
        foreach (var target in flowchart.Activities)
        {
            foreach (var line in graph.ForwardInbound(target))
            {
                place++;
                var ahead = scope.ConnectionVisits.GetValueOrDefault(line.Key) - scope.ActivityVisits.GetValueOrDefault(target.Id);
                if (ahead == 0)
                {
                    continue;
                }

                if (ahead > 1 && graph.ForwardInbound(target).Length > 1)
                {
                    RunAhead.Add((nodeId, line.Key));
                }

                _text.Append('L').Append(place).Append('a').Append(Math.Clamp(ahead, -FarAhead, FarAhead));
                if (ahead > 0 && scope.Followed.BinarySearch(line.Key, StringComparer.Ordinal) >= 0)
                {
                    _text.Append('f');
                }
            }
        }
    }
}
