using CaseWorkflows.Engine.Exploration;

namespace CaseWorkflows.Engine.Migrations;

/// <summary>Where in a version an instance can land: the states of the version in which the same steps are open, and the way there that pretends least.</summary>
internal sealed class Landing
{
    private readonly StateSpace _space;
    private readonly ILookup<string, int> _byStanding;

    public Landing(StateSpace space)
    {
        _space = space;
        _byStanding = Enumerable.Range(0, space.States.Count).Where(CanRest).ToLookup(number => KeyOf(space.States[number].Kept!), StringComparer.Ordinal);
    }

    public bool IsBounded => _space.IsBounded;

    /// <summary>Tells apart what stands open: every activity in progress, containers included.</summary>
    public static string KeyOf(State.WorkflowState state) => KeyOf(state.ActivityExecutionContexts.Select(context => context.ScheduledActivityNodeId));

    public static string KeyOf(IEnumerable<string> nodeIds) => string.Join('\n', nodeIds.Order(StringComparer.Ordinal));

    /// <summary>The state that the shortest way leads to on which least is completed that was not done; none when the steps are never open together.</summary>
    /// <param name="standing">As <see cref="KeyOf(IEnumerable{string})"/> tells it.</param>
    /// <param name="done">Node ids of what the instance has completed.</param>
    public Landed Find(string standing, IReadOnlySet<string> done)
    {
        var wanted = _byStanding[standing].ToHashSet();
        if (wanted.Count == 0)
        {
            return Landed.Nowhere;
        }

        var (best, cameBy) = (new Dictionary<int, int> { [0] = 0 }, new Dictionary<int, SpaceEdge>());
        var queue = new PriorityQueue<int, (int Pretended, int Steps)>([(0, (0, 0))]);
        while (queue.TryDequeue(out var at, out var cost))
        {
            if (cost.Pretended > best[at])
            {
                continue;
            }

            if (wanted.Contains(at))
            {
                return new(_space.States[at].Kept!, [.. Way(at, cameBy).SelectMany(edge => Pretended(edge, done)).Distinct(StringComparer.Ordinal)]);
            }

            foreach (var edge in _space.From(at))
            {
                var pretended = cost.Pretended + Pretended(edge, done).Count();
                if (!best.TryGetValue(edge.To, out var known) || pretended < known)
                {
                    (best[edge.To], cameBy[edge.To]) = (pretended, edge);
                    queue.Enqueue(edge.To, (pretended, cost.Steps + 1));
                }
            }
        }

        return Landed.Nowhere;
    }

    /// <summary>Between two bursts, not over, and not lost.</summary>
    private bool CanRest(int number)
        => _space.States[number] is { Kept: { SubStatus: WorkflowSubStatus.Suspended } state } && state.Bookmarks.All(bookmark => bookmark.Name == Choice.Waits) && _space.CanEnd(number);

    private static IEnumerable<string> Pretended(SpaceEdge edge, IReadOnlySet<string> done)
        => edge.Happenings.Where(happening => happening is { Kind: HappeningKind.Completed, Node: { Children.Count: 0 } node } && !done.Contains(node.NodeId)).Select(happening => happening.Node!.NodeId);

    private static IEnumerable<SpaceEdge> Way(int to, Dictionary<int, SpaceEdge> cameBy)
    {
        var edges = new Stack<SpaceEdge>();
        while (to != 0)
        {
            edges.Push(cameBy[to]);
            to = cameBy[to].From;
        }

        return edges;
    }
}

/// <param name="State">A state of the other version; null when there is none.</param>
/// <param name="PassedOver">Node ids of what was completed on the way there and has not been done.</param>
internal sealed record Landed(State.WorkflowState? State, IReadOnlyList<string> PassedOver)
{
    public static readonly Landed Nowhere = new(null, []);
}
