using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard.Lints;

/// <summary>What is wrong with the drawing itself, whatever the policy says.</summary>
internal static class StructureLints
{
    public static IEnumerable<GuardFinding> Check(CheckedProcedure procedure) =>
    [
        .. procedure.Graph.Nodes.Where(node => node.Activity is Flowchart).SelectMany(node => OfFlowchart(procedure, node, (Flowchart)node.Activity)),
        .. EndlessCircles(procedure),
        .. LoopsBesideJoins(procedure),
        .. EndsThatCancel(procedure),
        .. SameIds(procedure),
    ];

    private static IEnumerable<GuardFinding> OfFlowchart(CheckedProcedure procedure, ActivityNode chart, Flowchart flowchart)
    {
        if (!procedure.Runs(chart))
        {
            yield break;
        }

        foreach (var node in chart.Children)
        {
            foreach (var finding in procedure.Runs(node) ? OfRunning(procedure, node, flowchart) : OfIdle(procedure, node, flowchart))
            {
                yield return finding;
            }
        }

        foreach (var finding in IllegalLinesBack(procedure, flowchart))
        {
            yield return finding;
        }
    }

    private static IEnumerable<GuardFinding> OfIdle(CheckedProcedure procedure, ActivityNode node, Flowchart flowchart)
    {
        if (procedure.Space.IsBounded)
        {
            yield break; // it may well run in what was not looked at
        }

        var label = procedure.Label(node);
        var fromRunning = flowchart.Connections.Any(line => ReferenceEquals(line.Target.Activity, node.Activity) && procedure.Runs(procedure.Graph.Find(line.Source.Activity)));
        yield return node.Activity is FlowJoin && fromRunning
            ? procedure.Finding("join-never-runs", LintTexts.JoinNeverRuns(label), node)
            : procedure.Finding("unreachable-activity", LintTexts.Unreachable(label), node, isWarning: true);
    }

    private static IEnumerable<GuardFinding> OfRunning(CheckedProcedure procedure, ActivityNode node, Flowchart flowchart)
    {
        var outbound = flowchart.Connections.Where(line => ReferenceEquals(line.Source.Activity, node.Activity)).ToList();
        var ways = procedure.WaysOf(node);
        if (node.Activity is ITerminalNode || outbound.Count == 0 || ways.Count == 0)
        {
            yield break; // where nothing goes on, a path ends, and only the policy knows whether it may
        }

        foreach (var outcome in ways.SelectMany(way => way.Outcomes ?? ["Done"]).Distinct(StringComparer.Ordinal).Where(outcome => !outbound.Exists(line => Leaves(line, outcome))))
        {
            yield return procedure.Finding("outcome-not-connected", LintTexts.OutcomeNotConnected(procedure.Label(node), OutcomeName.Of(node, outcome)), node, isWarning: true);
        }

        foreach (var line in outbound.Where(line => !procedure.Space.IsBounded && !ways.Any(way => way.Takes(line.Source.Port))))
        {
            yield return procedure.Finding("connection-never-followed", LintTexts.NeverFollowed(procedure.Label(node), line.Source.Port ?? "Done"), node, isWarning: true);
        }
    }

    private static bool Leaves(Connection line, string outcome) => line.Source.Port == outcome || (outcome == "Done" && line.Source.Port is null);

    private static IEnumerable<GuardFinding> IllegalLinesBack(CheckedProcedure procedure, Flowchart flowchart)
    {
        if (flowchart.StartActivity(null) is not { } start)
        {
            yield break;
        }

        var graph = flowchart.GraphFrom(start);
        foreach (var line in flowchart.Connections.Where(line => graph.IsBackward(line) && !graph.IsLegalBackward(line)))
        {
            var source = procedure.Graph.Find(line.Source.Activity);
            var target = procedure.Graph.Find(line.Target.Activity);
            if (procedure.Space.FirstViolation(new FaultMonitor(source)) is { } path)
            {
                yield return procedure.Finding("illegal-back-edge", LintTexts.IllegalBack(procedure.Label(source), procedure.Label(target)), source)
                    with { Path = PathSteps.Of(procedure.Label, path) };
            }
        }
    }

    /// <summary>States from which a run goes on for ever without anybody being asked anything.</summary>
    private static IEnumerable<GuardFinding> EndlessCircles(CheckedProcedure procedure)
    {
        var space = procedure.Space;
        var rests = new bool[space.States.Count];
        bool Waits(SpaceEdge edge) => edge.Happenings is [{ Kind: HappeningKind.Waited }, ..];
        for (var state = 0; state < rests.Length; state++)
        {
            rests[state] = space.States[state].IsFinished || space.From(state).Count == 0 || space.From(state).Any(Waits);
        }

        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var edge in space.Edges.Where(edge => rests[edge.To] && !rests[edge.From]))
            {
                changed = rests[edge.From] = true;
            }
        }

        if (!space.IsBounded && space.PathTo(state => !rests[state]) is { } path)
        {
            var last = path.LastOrDefault(happening => happening.Node is { } node && PathSteps.IsShown(node))?.Node;
            yield return procedure.Finding("endless-circle", LintTexts.EndlessCircle(), last) with { Path = PathSteps.Of(procedure.Label, path) };
        }
    }

    private static IEnumerable<GuardFinding> LoopsBesideJoins(CheckedProcedure procedure)
    {
        var targets = procedure.Space.LinesRunAhead
            .Select(ahead => (procedure.Graph.FindNode(ahead.NodeId)?.Activity as Flowchart)?.Connections.FirstOrDefault(line => line.Key == ahead.Line)?.Target.Activity)
            .OfType<IActivity>().DistinctBy(activity => activity.NodeId, StringComparer.Ordinal).OrderBy(activity => activity.NodeId, StringComparer.Ordinal);
        foreach (var target in targets)
        {
            var node = procedure.Graph.Find(target);
            yield return procedure.Finding("loop-beside-join", LintTexts.LoopBesideJoin(procedure.Label(node)), node, isWarning: true);
        }
    }

    private static IEnumerable<GuardFinding> EndsThatCancel(CheckedProcedure procedure)
    {
        var ends = new Dictionary<string, (ActivityNode End, ActivityNode Canceled)>(StringComparer.Ordinal);
        foreach (var edge in procedure.Space.Edges)
        {
            var end = edge.Happenings.LastOrDefault(happening => happening is { Kind: HappeningKind.Completed, Node.Activity: ITerminalNode })?.Node;
            var canceled = edge.Happenings.LastOrDefault(happening => happening is { Kind: HappeningKind.Canceled, Node: { } node } && PathSteps.IsShown(node))?.Node;
            if (end is not null && canceled is not null && edge.Happenings[^1].Kind != HappeningKind.Started)
            {
                ends.TryAdd(end.NodeId, (end, canceled));
            }
        }

        return ends.Values.Select(found => procedure.Finding(
            "end-cancels-others", LintTexts.EndCancels(procedure.Label(found.End), procedure.Label(found.Canceled)), found.End, isWarning: true));
    }

    /// <summary>In one container the file is refused before; in different ones the engine copes, but scripts cannot tell which is meant.</summary>
    private static IEnumerable<GuardFinding> SameIds(CheckedProcedure procedure) => procedure.Graph.Nodes
        .Where(node => procedure.Drawn(node) is not null).GroupBy(node => node.Activity.Id, StringComparer.Ordinal).Where(same => same.Count() > 1)
        .Select(same => procedure.Finding("duplicate-id", LintTexts.SameId(same.Key), same.Last(), isWarning: true));

    private sealed class FaultMonitor(ActivityNode source) : IPathMonitor
    {
        public long Next(long memory, Happening happening)
            => happening.Kind == HappeningKind.Faulted && ReferenceEquals(happening.Node, source) ? IPathMonitor.Violated : memory;
    }
}
