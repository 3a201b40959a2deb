using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Engine.Activities;

/// <summary>Begins all its activities at once and waits for all of them.</summary>
[Activity("Elsa", "Workflows", "Execute a set of activities in parallel.")]
public sealed class Parallel : Activity, IVariableContainer
{
    public Parallel()
        : this([])
    {
    }

    public Parallel(params IActivity[] activities) => Activities = [.. activities];

    public ICollection<IActivity> Activities { get; }

    public ICollection<Variable> Variables { get; } = [];

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (Activities.Count == 0)
        {
            await context.CompleteActivityAsync();
            return;
        }

        Countdown.Begin(context, Activities.Count);
        await context.ScheduleActivities(Activities, OnChildCompletedAsync);
    }

    private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => Countdown.CompleteWithLastAsync(context.TargetContext);
}
