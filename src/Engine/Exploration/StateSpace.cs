namespace CaseWorkflows.Engine.Exploration;

/// <summary>Every state a run can get into, and the steps between them. The first state is where the exploration began.</summary>
public sealed class StateSpace
{
    private readonly IReadOnlyList<SpaceEdge>[] _outbound;
    private bool[]? _canEnd;

    internal StateSpace(IReadOnlyList<SpaceState> states, IReadOnlyList<SpaceEdge> edges, bool isBounded, int steps, IReadOnlySet<(string NodeId, string Line)> runAhead)
    {
        (States, Edges, IsBounded, Steps, LinesRunAhead) = (states, edges, isBounded, steps, runAhead);
        _outbound = new IReadOnlyList<SpaceEdge>[states.Count];
        var byState = edges.ToLookup(edge => edge.From);
        for (var state = 0; state < states.Count; state++)
        {
            _outbound[state] = [.. byState[state]];
        }
    }

    /// <summary>By number.</summary>
    public IReadOnlyList<SpaceState> States { get; }

    /// <summary>In the order they were found: from the beginning outward.</summary>
    public IReadOnlyList<SpaceEdge> Edges { get; }

    /// <summary>True when the search gave up: there are states and steps that are not here.</summary>
    public bool IsBounded { get; }

    /// <summary>How many steps the engine took.</summary>
    public int Steps { get; }

    /// <summary>Lines passed again before the activity they lead to had its turn: a loop in one of several branches. By the flowchart's node id.</summary>
    public IReadOnlySet<(string NodeId, string Line)> LinesRunAhead { get; }

    /// <summary>The steps out of a state.</summary>
    public IReadOnlyList<SpaceEdge> From(int state) => _outbound[state];

    /// <summary>True when a run in that state can still come to an end. Says nothing of what was not looked at.</summary>
    public bool CanEnd(int state) => (_canEnd ??= FindEndable())[state];

    /// <summary>The shortest way from the beginning to a state; null when no such state can be reached, empty when it is the first.</summary>
    public IReadOnlyList<Happening>? PathTo(Func<int, bool> wanted) => Search(null, (state, _) => wanted(state));

    /// <summary>The shortest way from the beginning to an end; null when there is none.</summary>
    public IReadOnlyList<Happening>? PathToEnd() => PathTo(state => States[state].IsFinished);

    /// <summary>The shortest way the monitor objects to, up to what it objects to; null when it has nothing to object to anywhere.</summary>
    public IReadOnlyList<Happening>? FirstViolation(IPathMonitor monitor) => Search(monitor, (state, memory) => States[state].IsFinished && monitor.ForbidsEnd(memory));

    private List<Happening>? Search(IPathMonitor? monitor, Func<int, long, bool> wanted)
    {
        var begin = (State: 0, Memory: monitor?.Begin ?? 0);
        var cameBy = new Dictionary<(int State, long Memory), ((int State, long Memory) Before, SpaceEdge Edge)>();
        var seen = new HashSet<(int State, long Memory)> { begin };
        var queue = new Queue<(int State, long Memory)>([begin]);
        while (queue.TryDequeue(out var at))
        {
            if (wanted(at.State, at.Memory))
            {
                return Way(at, begin, cameBy);
            }

            foreach (var edge in _outbound[at.State])
            {
                var memory = at.Memory;
                for (var place = 0; monitor is not null && place < edge.Happenings.Count; place++)
                {
                    memory = monitor.Next(memory, edge.Happenings[place]);
                    if (memory == IPathMonitor.Violated)
                    {
                        return [.. Way(at, begin, cameBy), .. edge.Happenings.Take(place + 1)];
                    }
                }

                if (seen.Add((edge.To, memory)))
                {
                    cameBy[(edge.To, memory)] = (at, edge);
                    queue.Enqueue((edge.To, memory));
                }
            }
        }

        return null;
    }

    private static List<Happening> Way((int, long) to, (int, long) begin, Dictionary<(int, long), ((int, long) Before, SpaceEdge Edge)> cameBy)
    {
        var edges = new Stack<SpaceEdge>();
        while (to != begin)
        {
            (to, var edge) = cameBy[to];
            edges.Push(edge);
        }

        return [.. edges.SelectMany(edge => edge.Happenings)];
    }

    private bool[] FindEndable()
    {
        var inbound = Edges.ToLookup(edge => edge.To);
        var found = new bool[States.Count];
        var queue = new Queue<int>(Enumerable.Range(0, States.Count).Where(state => States[state].IsFinished));
        foreach (var end in queue)
        {
            found[end] = true;
        }

        while (queue.TryDequeue(out var state))
        {
            foreach (var before in inbound[state].Select(edge => edge.From).Where(before => !found[before]))
            {
                found[before] = true;
                queue.Enqueue(before);
            }
        }

        return found;
    }
}
