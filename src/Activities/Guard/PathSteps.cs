using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard;

/// <summary>A path of an exploration as a designer reads it: the activities that end on it, in order, and the one that is being worked on when it stops.</summary>
internal static class PathSteps
{
    /// <param name="label">What a designer calls an activity.</param>
    /// <param name="happenings">The path.</param>
    /// <param name="waiting">What the path ends at when nothing happens any more; empty when the last thing that happens says it.</param>
    public static IReadOnlyList<PathStep> Of(Func<ActivityNode, string> label, IReadOnlyList<Happening> happenings, IEnumerable<ActivityNode>? waiting = null)
    {
        var steps = happenings.Where(happening => happening is { Kind: HappeningKind.Completed, Node: { } node } && IsShown(node))
            .Select(happening => Step(label, happening.Node!, OutcomeOf(happening.Way))).ToList();
        if (happenings is [.., { Kind: HappeningKind.Started or HappeningKind.Faulted, Node: { } last }])
        {
            steps.Add(Step(label, last, null));
        }

        steps.AddRange((waiting ?? []).Where(IsShown).Select(node => Step(label, node, null)));
        return steps;
    }

    /// <summary>What only holds others together is left out.</summary>
    public static bool IsShown(ActivityNode node)
        => node.Activity is not (Workflow or WorkflowDefinitionActivity or Flowchart or Sequence or Engine.Activities.Parallel or Fork or FlowNode or ParallelForEach
            or If or Switch or While or For or ForEach or Start or FlowFork);

    private static PathStep Step(Func<ActivityNode, string> label, ActivityNode node, string? outcome)
        => new(node.Activity.Id, node.NodeId, label(node), outcome)
        {
            OutcomeLabel = outcome is null ? null : ProcedureSteps.Find(node.Activity.Type)?.Outcomes.FirstOrDefault(known => known.Name == outcome)?.DisplayName,
        };

    private static string OutcomeOf(Way? way) => way?.Outcomes is { } outcomes ? string.Join(", ", outcomes) : "Done";
}
