using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Runs its body as long as a condition holds, looked at anew before each round.</summary>
[Activity("Elsa", "Looping", "Execute an activity while a given condition evaluates to true.")]
public sealed class While : Loop
{
    [Input(AutoEvaluate = false, UIHint = InputUIHints.SingleLine, Description = "The condition to evaluate.")]
    public Input<bool> Condition { get; set; } = new(false);

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RemoveProperty(BreakingProperty); // a retry begins a fresh loop
        return NextRoundAsync(context);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context) => NextRoundAsync(context.TargetContext);

    private ValueTask NextRoundAsync(ActivityExecutionContext context)
    {
        if (IsBreaking(context) || !Holds(context))
        {
            return context.CompleteActivityAsync();
        }

        return Body is { } body
            ? context.ScheduleActivityAsync(body, OnBodyCompletedAsync)
            : throw new InvalidOperationException($"'{Id}' has no body and its condition holds: it would never end."); // Elsa calls itself until the stack is full
    }

    /// <summary>Not through the inputs, which keep their value for the whole burst.</summary>
    private bool Holds(ActivityExecutionContext context) => ExpressionEvaluator.Evaluate(Condition.Expression, typeof(bool), context) is true;
}
