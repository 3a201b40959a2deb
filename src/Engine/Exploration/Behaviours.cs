using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Exploration;

/// <summary>What the engine's own activities can do, read from their settings. What a script decides may turn out either way.</summary>
internal static class Behaviours
{
    /// <summary>Several cases at once in every combination, up to so many; beyond that each alone and all together.</summary>
    private const int MostCombined = 6;

    public static Behaviour Of(ActivityNode node) => node.Activity switch
    {
        FlowDecision decision => Written(decision.Condition, out var holds) ? Behaviour.Of([holds ? "True" : "False"], waits: false) : Behaviour.Of(["True", "False"], waits: false),
        FlowSwitch @switch => new(WaysOf(@switch), Waits: false),
        FlowFork fork => new(WaysOf(fork, node), Waits: false),
        DispatchWorkflow dispatch => Written(dispatch.WaitForCompletion, out var waits) && !waits ? Behaviour.Passes : Behaviour.WaitsForDone,
        CodeActivity => new(Ports(node), Waits: false),
        _ => new(Ports(node), Waits: true),
    };

    public static bool Written<T>(Input<T>? input, out T value)
    {
        var written = ExpressionEvaluator.TryEvaluateWritten(input?.Expression, typeof(T), out var found);
        value = written && found is T fits ? fits : default!;
        return written || input is null;
    }

    /// <summary>Every subset that is not empty.</summary>
    public static IEnumerable<IReadOnlyList<T>> Subsets<T>(IReadOnlyList<T> items)
    {
        if (items.Count > MostCombined)
        {
            return items.Select(item => (IReadOnlyList<T>)[item]).Append(items);
        }

        return Enumerable.Range(1, (1 << items.Count) - 1).Select(bits => (IReadOnlyList<T>)[.. items.Where((_, place) => (bits & (1 << place)) != 0)]);
    }

    private static IReadOnlyList<Way> Ports(ActivityNode node)
    {
        var ports = node.Descriptor.Ports.Where(port => port.Kind == PortKind.Flow).Select(port => new Way([port.Name])).ToList();
        return ports.Count == 0 ? [Way.Done] : ports;
    }

    private static IReadOnlyList<Way> WaysOf(FlowSwitch @switch)
    {
        List<string> labels = [.. @switch.Cases.Select(@case => @case.Label).Distinct(StringComparer.Ordinal)];
        var several = !Written(@switch.Mode, out var mode) || mode == SwitchMode.MatchAny;
        return [.. several ? Subsets(labels).Select(subset => new Way(subset)) : labels.Select(label => new Way([label])), new Way(["Default"])];
    }

    private static IReadOnlyList<Way> WaysOf(FlowFork fork, ActivityNode node)
    {
        if (Written(fork.Branches, out var branches))
        {
            return [new Way([.. branches ?? []])];
        }

        var drawn = node.Parent?.Activity is Flowchart flowchart
            ? flowchart.Connections.Where(line => ReferenceEquals(line.Source.Activity, fork)).Select(line => line.Source.Port ?? "Done").Distinct(StringComparer.Ordinal).ToList()
            : [];
        return [.. Subsets(drawn).Select(subset => new Way(subset)), new Way([])];
    }
}
