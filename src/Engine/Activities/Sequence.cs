using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Signals;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Runs its activities one after the other.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in sequence.")]
public sealed class Sequence : Activity, IVariableContainer
{
    private const string IndexProperty = "CurrentIndex";
    private const string BreakingProperty = "IsBreaking";

    public Sequence()
        : this([])
    {
    }

    public Sequence(params IActivity[] activities)
    {
        Activities = [.. activities];
        OnSignalReceived<BreakSignal>(OnBreak);
    }

    public ICollection<IActivity> Activities { get; }

    public ICollection<Variable> Variables { get; } = [];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RemoveProperty(IndexProperty); // a retry begins with the first
        context.RemoveProperty(BreakingProperty);
        return RunNextAsync(context);
    }

    private async ValueTask RunNextAsync(ActivityExecutionContext context)
    {
        var index = context.GetProperty<int>(IndexProperty);
        if (index >= Activities.Count)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.SetProperty(IndexProperty, index + 1);
        await context.ScheduleActivityAsync(Activities.ElementAt(index), OnChildCompletedAsync);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        if (context.ChildContext.Activity is ITerminalNode || context.TargetContext.GetProperty<bool>(BreakingProperty))
        {
            await context.TargetContext.CompleteActivityAsync();
            return;
        }

        await RunNextAsync(context.TargetContext);
    }

    /// <summary>Only remembered: the loop around must hear of the break before the sequence ends.</summary>
    private static ValueTask OnBreak(BreakSignal signal, SignalContext context)
    {
        context.ReceiverActivityExecutionContext.SetProperty(BreakingProperty, true);
        return ValueTask.CompletedTask;
    }
}
