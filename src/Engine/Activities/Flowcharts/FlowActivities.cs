using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>How many of the paths into a join must arrive.</summary>
public enum FlowJoinMode
{
    /// <summary>The first to arrive goes on; the others are cancelled.</summary>
    WaitAny,

    /// <summary>Every path must be taken; behind an exclusive choice that never happens and the join is skipped.</summary>
    WaitAll,

    /// <summary>Every path that was taken at all must arrive.</summary>
    WaitAllActive,
}

/// <summary>Brings branches together.</summary>
[Activity("Elsa", "Branching", "Explicitly merge multiple branches into a single branch of execution.", DisplayName = "Join")]
public sealed class FlowJoin : Activity
{
    [Input(Description = "Go on with the first branch (WaitAny), with all (WaitAll), or with all that were taken (WaitAllActive).", DefaultValue = FlowJoinMode.WaitAny)]
    public Input<FlowJoinMode> Mode { get; set; } = new(FlowJoinMode.WaitAny);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        // In every mode, as Elsa does: whoever reached the join has made the rest of the branches pointless.
        if (context.ParentActivityExecutionContext is { Activity: Flowchart flowchart } parent)
        {
            await flowchart.CancelAncestorsAsync(parent, this);
        }

        await context.CompleteActivityAsync();
    }
}

/// <summary>A yes-or-no choice.</summary>
[Activity("Elsa", "Branching", "Evaluate a Boolean condition to determine which path to execute next.", DisplayName = "Decision")]
[FlowNode("True", "False")]
public sealed class FlowDecision : Activity
{
    [Input(UIHint = InputUIHints.SingleLine, Description = "The condition to evaluate.")]
    public Input<bool> Condition { get; set; } = new(false);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
        => context.CompleteActivityWithOutcomesAsync(Condition.GetOrDefault(context) ? "True" : "False");
}

/// <summary>Several branches at once, one outcome each.</summary>
[Activity("Elsa", "Branching", "Branch execution into multiple branches.", DisplayName = "Fork (flow)")]
public sealed class FlowFork : Activity
{
    [Input(UIHint = InputUIHints.DynamicOutcomes, Description = "A list of expected outcomes to handle.")]
    public Input<ICollection<string>> Branches { get; set; } = new(new List<string>());

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
        => context.CompleteActivityWithOutcomesAsync([.. Branches.GetOrDefault(context) ?? []]);
}
