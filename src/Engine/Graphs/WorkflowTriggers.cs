using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Graphs;

/// <summary>One thing that starts instances of a definition.</summary>
/// <param name="ActivityId">What to put into <see cref="Stimulus.Start.TriggerActivityId"/>.</param>
/// <param name="NodeId">Where it stands.</param>
/// <param name="ActivityType">Its type, such as <c>Elsa.Cron</c>.</param>
/// <param name="Name">The stimulus listened for; the type, unless the activity says otherwise.</param>
/// <param name="Payload">What the stimulus must be like, as JSON.</param>
/// <param name="Hash">How a sender who knows name and payload finds it; the same one as of a bookmark for the same stimulus.</param>
/// <param name="DueAt">When the clock starts an instance next; null for what the clock has no part in.</param>
/// <param name="Recurs">True when there is another time after <paramref name="DueAt"/>: ask again then.</param>
public sealed record WorkflowTrigger(
    string ActivityId, string NodeId, string ActivityType, string Name, JsonNode? Payload, string Hash, DateTimeOffset? DueAt, bool Recurs);

/// <summary>The triggers of a graph, and those that cannot be listened for.</summary>
/// <param name="Triggers">One for each stimulus, in the order of the definition.</param>
/// <param name="Problems">Triggers whose inputs do not work out; a definition with one should not be published.</param>
public sealed record TriggerListing(IReadOnlyList<WorkflowTrigger> Triggers, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>When the clock starts an instance.</summary>
/// <param name="DueAt">May lie in the past: then it was missed, or is due at once.</param>
/// <param name="Recurs">Whether there is a time after that.</param>
internal readonly record struct ClockTime(DateTimeOffset DueAt, bool Recurs);

/// <summary>A trigger the clock sets off.</summary>
internal interface IClockTrigger
{
    ClockTime NextAfter(TriggerIndexingContext context);
}

/// <summary>What a host indexes when a version is published.</summary>
public static class WorkflowTriggers
{
    /// <summary>
    /// Everything that starts an instance: activities that are triggers and marked <c>canStartWorkflow</c>. Those inside a workflow used as an activity do not
    /// count. Inputs are worked out as in an instance that has not run: variables have their defaults, inputs nothing.
    /// </summary>
    /// <param name="graph">The published version, with its services.</param>
    /// <param name="now">
    /// From when on the clock counts. After a recurring trigger has fired, ask again with the present: what was missed meanwhile is not made up for.
    /// </param>
    public static TriggerListing Triggers(this WorkflowGraph graph, DateTimeOffset now)
    {
        var triggers = new List<WorkflowTrigger>();
        var problems = new List<DefinitionProblem>();
        var workflow = new WorkflowExecutionContext(graph, WorkflowState.New("triggers", graph, now), now);
        foreach (var node in graph.Nodes.Where(node => node.Activity is Trigger { CanStartWorkflow: true } && !IsInner(node)))
        {
            try
            {
                triggers.AddRange(Of(node, workflow));
            }
            catch (Exception e)
            {
                problems.Add(new DefinitionProblem("bad-trigger", $"'{node.Activity.Id}' cannot start a workflow: {e.Message}", null, null, null));
            }
        }

        return new(triggers, problems);
    }

    private static IEnumerable<WorkflowTrigger> Of(ActivityNode node, WorkflowExecutionContext workflow)
    {
        var trigger = (Trigger)node.Activity;
        var context = new TriggerIndexingContext(Context(node, workflow)) { TriggerName = trigger.Type };
        var time = trigger is IClockTrigger clock ? clock.NextAfter(context) : (ClockTime?)null;
        return [.. trigger.TriggerPayloads(context).Select(payload => new WorkflowTrigger(
            trigger.Id, node.NodeId, trigger.Type, context.TriggerName, JsonValues.ToNode(payload),
            BookmarkHasher.Hash(context.TriggerName, payload), time?.DueAt, time?.Recurs ?? false))];
    }

    private static bool IsInner(ActivityNode node) => node.Parent is { } parent && (parent.Activity is Activities.WorkflowDefinitionActivity || IsInner(parent));

    /// <summary>An execution with the variables around it, to evaluate expressions in; it is never run.</summary>
    private static ActivityExecutionContext Context(ActivityNode node, WorkflowExecutionContext workflow)
    {
        var context = new ActivityExecutionContext(workflow, node, node.Parent is { } parent ? Context(parent, workflow) : null, node.NodeId, workflow.Now);
        context.Declare(node.Variables);
        return context;
    }
}
