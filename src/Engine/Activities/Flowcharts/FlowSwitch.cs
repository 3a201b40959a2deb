using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>Whether a switch stops at the first case that holds.</summary>
public enum SwitchMode
{
    MatchFirst,
    MatchAny,
}

/// <summary>One case: an outcome and when it is taken.</summary>
public sealed record FlowSwitchCase(string Label, Expression Condition);

/// <summary>A choice among several outcomes by condition; <c>Default</c> when none holds.</summary>
[Activity("Elsa", "Branching", "Evaluate a set of case conditions and schedule the activity for a matching case.", DisplayName = "Switch (flow)")]
[FlowNode("Default")]
public sealed class FlowSwitch : Activity
{
    [Input(UIHint = InputUIHints.FlowSwitchEditor, Description = "The switch cases.")]
    public ICollection<FlowSwitchCase> Cases { get; set; } = [];

    [Input(Description = "Take only the first case that holds, or every one.", DefaultValue = SwitchMode.MatchFirst)]
    public Input<SwitchMode> Mode { get; set; } = new(SwitchMode.MatchFirst);

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var holding = Cases.Where(@case => ExpressionEvaluator.Evaluate(@case.Condition, typeof(bool), context) is true).Select(@case => @case.Label);
        string[] outcomes = context.Get(Mode) == SwitchMode.MatchAny ? [.. holding] : [.. holding.Take(1)];
        return context.CompleteActivityWithOutcomesAsync(outcomes.Length > 0 ? outcomes : ["Default"]);
    }
}
