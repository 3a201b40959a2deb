namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>
/// What a flowchart's lines mean once a start is chosen: which run forward, which run back, and which of those may.
/// The order of the connections in the definition can decide which line of a circle is the one that runs back.
/// </summary>
public sealed class FlowGraph
{
    private static readonly IReadOnlyList<Connection> NoConnections = [];
    private readonly Dictionary<IActivity, List<Connection>> _outbound = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IActivity, List<Connection>> _forwardInbound = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<IActivity, HashSet<IActivity>> _forwardTargets = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<Connection> _forward = new(ReferenceEqualityComparer.Instance);
    private readonly IActivity _start;

    public FlowGraph(IReadOnlyCollection<Connection> lines, IActivity start)
    {
        _start = start;
        List<Connection> connections = [.. lines.DistinctBy(line => line.Key)]; // a line drawn twice by accident must not run its target twice
        foreach (var connection in connections)
        {
            ListOf(_outbound, connection.Source.Activity).Add(connection);
        }

        FindForwardEdges();
        foreach (var connection in connections.Where(IsOnForwardEdge))
        {
            _forward.Add(connection);
            ListOf(_forwardInbound, connection.Target.Activity).Add(connection);
        }
    }

    public IReadOnlyList<Connection> Outbound(IActivity activity) => _outbound.TryGetValue(activity, out var list) ? list : NoConnections;

    public IReadOnlyList<Connection> ForwardInbound(IActivity activity) => _forwardInbound.TryGetValue(activity, out var list) ? list : NoConnections;

    /// <summary>True for an activity no forward path reaches.</summary>
    public bool IsDangling(IActivity activity) => !ReferenceEquals(activity, _start) && ForwardInbound(activity).Count == 0;

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

    private static List<Connection> ListOf(Dictionary<IActivity, List<Connection>> lists, IActivity key)
        => lists.TryGetValue(key, out var list) ? list : lists[key] = [];

    private static HashSet<IActivity> NewSet() => new(ReferenceEqualityComparer.Instance);
}
