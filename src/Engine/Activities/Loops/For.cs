using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Counts from one number to another. The bounds are worked out once, at the start: a body that changes them changes nothing.</summary>
[Activity("Elsa", "Looping", "Iterate over a sequence of steps between a start and an end number.")]
public sealed class For : Loop
{
    private const string RangeProperty = "Range";
    private const string CurrentStepProperty = "CurrentStep";

    [Input(Description = "The start step.")]
    public Input<int> Start { get; set; } = new(0);

    [Input(Description = "The end step.")]
    public Input<int> End { get; set; } = new(0);

    [Input(Description = "The step size. To count down, enter a negative number.")]
    public Input<int> Step { get; set; } = new(1);

    [Input(Description = "Whether the end itself is counted.", DefaultValue = true)]
    public Input<bool> OuterBoundInclusive { get; set; } = new(true);

    [Output(Description = "Assign the current value to the specified variable.")]
    public Output<object?>? CurrentValue { get; set; }

    [Port]
    public IActivity? Body { get; set; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var range = new Counting(Start.GetOrDefault(context), End.GetOrDefault(context), Step.GetOrDefault(context), OuterBoundInclusive.GetOrDefault(context));
        if (range.Step == 0)
        {
            throw new InvalidOperationException($"'{Id}' counts in steps of 0 and would never end.");
        }

        context.RemoveProperty(BreakingProperty);
        context.SetProperty(RangeProperty, range);
        return RoundAsync(context, range, range.Start);
    }

    private ValueTask OnBodyCompletedAsync(ActivityCompletedContext context)
    {
        var owner = context.TargetContext;
        var range = owner.GetProperty<Counting>(RangeProperty)!;
        return RoundAsync(owner, range, owner.GetProperty<long>(CurrentStepProperty) + range.Step);
    }

    private ValueTask RoundAsync(ActivityExecutionContext context, Counting range, long value)
    {
        if (Body is null || IsBreaking(context) || !range.Holds(value))
        {
            return context.CompleteActivityAsync();
        }

        context.SetProperty(CurrentStepProperty, value);
        context.Set(CurrentValue, value);
        return context.ScheduleActivityAsync(Body, OnBodyCompletedAsync, variables: [new Variable("CurrentValue", value).WithWorkflowStorage()]);
    }

    /// <summary>As long as the end allows: an int's last step leads beyond what an int holds.</summary>
    private sealed record Counting(int Start, int End, int Step, bool Inclusive)
    {
        public bool Holds(long value) => Inclusive && value == End || (Step > 0 ? value < End : value > End);
    }
}
