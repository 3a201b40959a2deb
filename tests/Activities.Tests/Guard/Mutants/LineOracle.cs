using CaseWorkflows.Cases.Policies.Rules;

namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>
/// Decides by following lines with a finger whether a change breaks a rule, and knows nothing of the guard or the engine. Good for drawings in which one
/// thing happens after the other, which is what the procedures and their mutants are. Says yes only: what it cannot see is not thereby harmless.
/// </summary>
internal static class LineOracle
{
    private const string Close = "CaseWorkflows.CloseCase";

    /// <summary>True when some way through the lines breaks the rule.</summary>
    public static bool Breaks(Drawing drawing, PolicyRule rule) => rule switch
    {
        PrecedesRule precedes => ReachesWithout(drawing, precedes.First, precedes.Then),
        RequiredBeforeRule required => ReachesWithout(drawing, required.Step, required.Before),
        EndReachableRule => Reached(drawing, Close).Any(id => EndsAt(drawing, id)),
        _ => false,
    };

    /// <summary>Nothing leaves the step by one of the ways it may end in the real procedures.</summary>
    private static bool EndsAt(Drawing drawing, string id)
        => drawing.TypeOf(id) is "Elsa.End" || (drawing.TypeOf(id) != Close && !drawing.Lines.Any(line => line.Source == id));

    private static bool ReachesWithout(Drawing drawing, string first, string then) => Reached(drawing, first).Any(id => drawing.TypeOf(id) == then);

    /// <summary>Everything that begins on some way that passes no step of one kind.</summary>
    public static IReadOnlySet<string> Reached(Drawing drawing, string avoiding)
    {
        var next = drawing.Lines.ToLookup(line => line.Source, line => line.Target, StringComparer.Ordinal);
        var types = drawing.Ids.ToDictionary(id => id, drawing.TypeOf, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var queue = new Queue<string>(["open"]);
        while (queue.TryDequeue(out var id))
        {
            if (types.TryGetValue(id, out var type) && type != avoiding && seen.Add(id))
            {
                foreach (var target in next[id])
                {
                    queue.Enqueue(target);
                }
            }
        }

        return seen;
    }
}
