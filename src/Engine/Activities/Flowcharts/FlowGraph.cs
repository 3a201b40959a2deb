using System.Collections.Immutable;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>
/// What a flowchart's lines mean once a start is chosen: which run forward, which run back, and which of those may.
/// The order of the connections in the definition can decide which line of a circle is the one that runs back.
/// </summary>
public sealed class FlowGraph
{
    private readonly Dictionary<IActivity, ImmutableArray<Connection>> _outbound;
    private readonly Dictionary<IActivity, ImmutableArray<Connection>> _forwardInbound;
    private readonly Dictionary<IActivity, HashSet<IActivity>> _forwardTargets = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Connection> _forward = new(ReferenceEqualityComparer.Instance);
    private readonly IActivity _start;

    public FlowGraph(IReadOnlyCollection<Connection> lines, IActivity start)
    {
        _start = start;
        List<Connection> connections = [.. lines.DistinctBy(line => line.Key)]; // a line drawn twice by accident must not run its target twice
        _outbound = By(connection => connection.Source.Activity, connections);
        FindForwardEdges();
        _forward.UnionWith(connections.Where(IsOnForwardEdge));
        _forwardInbound = By(connection => connection.Target.Activity, connections.Where(_forward.Contains));
    }

    public ImmutableArray<Connection> Outbound(IActivity activity) => _outbound.TryGetValue(activity, out var lines) ? lines : [];

    public ImmutableArray<Connection> ForwardInbound(IActivity activity) => _forwardInbound.TryGetValue(activity, out var lines) ? lines : [];

    /// <summary>True for an activity no forward path reaches.</summary>
    public bool IsDangling(IActivity activity) => !ReferenceEquals(activity, _start) && ForwardInbound(activity).IsEmpty;

    public bool IsBackward(Connection connection) => !_forward.Contains(connection);

    /// <summary>A line back is legal only to an activity that every forward path from the start to its source passes through.</summary>
    public bool IsLegalBackward(Connection connection)
        => ReferenceEquals(connection.Target.Activity, connection.Source.Activity)
            || ReferenceEquals(connection.Target.Activity, _start)
            || !ReachableFromStart(avoiding: connection.Target.Activity).Contains(connection.Source.Activity);

    /// <summary>Everything from which the activity can be reached going forward.</summary>
    public IReadOnlySet<IActivity> Ancestors(IActivity activity)
    {
        var found = NewSet();
        var queue = new Queue<IActivity>([activity]);
        while (queue.TryDequeue(out var current))
        {
            foreach (var connection in ForwardInbound(current))
            {
                if (found.Add(connection.Source.Activity))
                {
                    queue.Enqueue(connection.Source.Activity);
                }
            }
        }

        return found;
    }

    private void FindForwardEdges()
    {
        var done = NewSet();
        var queue = new Queue<IActivity>([_start]);
        while (queue.TryDequeue(out var source))
        {
            done.Add(source);
            foreach (var target in Outbound(source).Select(connection => connection.Target.Activity))
            {
                if (TargetsOf(source).Contains(target) || CanReach(target, source))
                {
                    continue;
                }

                TargetsOf(source).Add(target);
                if (!done.Contains(target))
                {
                    queue.Enqueue(target);
                }
            }
        }
    }

    private bool CanReach(IActivity from, IActivity to)
    {
        var seen = NewSet();
        var stack = new Stack<IActivity>([from]);
        while (stack.TryPop(out var current))
        {
            if (ReferenceEquals(current, to))
            {
                return true;
            }

            if (seen.Add(current))
            {
                foreach (var next in TargetsOf(current))
                {
                    stack.Push(next);
                }
            }
        }

        return false;
    }

    private HashSet<IActivity> ReachableFromStart(IActivity avoiding)
    {
        var seen = NewSet();
        var stack = new Stack<IActivity>([_start]);
        while (stack.TryPop(out var current))
        {
            if (!ReferenceEquals(current, avoiding) && seen.Add(current))
            {
                foreach (var next in TargetsOf(current))
                {
                    stack.Push(next);
                }
            }
        }

        return seen;
    }

    private bool IsOnForwardEdge(Connection connection)
        => _forwardTargets.TryGetValue(connection.Source.Activity, out var targets) && targets.Contains(connection.Target.Activity);

    private HashSet<IActivity> TargetsOf(IActivity source)
        => _forwardTargets.TryGetValue(source, out var targets) ? targets : _forwardTargets[source] = NewSet();

    private static Dictionary<IActivity, ImmutableArray<Connection>> By(Func<Connection, IActivity> key, IEnumerable<Connection> connections)
    {
        IEqualityComparer<IActivity> same = ReferenceEqualityComparer.Instance;
        return connections.GroupBy(key, same).ToDictionary(lines => lines.Key, lines => lines.ToImmutableArray(), same);
    }

    private static HashSet<IActivity> NewSet() => new(ReferenceEqualityComparer.Instance);
}
