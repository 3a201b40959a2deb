using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine;

/// <summary>How an activity runs its children.</summary>
public sealed partial class ActivityExecutionContext
{
    public ValueTask ScheduleActivityAsync(
        IActivity? activity, ActivityCompletionCallback? completionCallback = null, object? tag = null, ICollection<Variable>? variables = null)
        => ScheduleActivityAsync(activity, new ScheduleWorkOptions { CompletionCallback = completionCallback, Tag = tag, Variables = variables });

    /// <summary>
    /// Queues a child of this activity. Scheduling nothing calls the callback at once, as if an empty child had completed.
    /// An activity that is over starts nothing more: its children would belong to nobody.
    /// </summary>
    public async ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleWorkOptions? options)
    {
        options ??= new ScheduleWorkOptions();
        if (Status is ActivityStatus.Completed or ActivityStatus.Canceled)
        {
            return;
        }

        if (activity is null)
        {
            if (options.CompletionCallback is { } empty)
            {
                await empty(new ActivityCompletedContext(this, this, null));
            }

            return;
        }

        var node = WorkflowExecutionContext.Graph.Find(activity);
        var tag = JsonValues.ToNode(options.Tag);
        if (options.CompletionCallback is not null || tag is not null)
        {
            var name = Node.Callbacks.NameOf(options.CompletionCallback);
            WorkflowExecutionContext.CompletionCallbacks.Add(new CompletionCallbackState(Id, node.NodeId, name, tag));
        }

        WorkflowExecutionContext.Scheduler.Schedule(new ActivityWorkItem(
            activity, this, options.ExistingActivityExecutionContext, Tag: tag, Variables: options.Variables,
            Input: options.Input is null ? null : JsonValues.ToJson(options.Input!)));
    }

    public async ValueTask ScheduleActivities(IEnumerable<IActivity> activities, ActivityCompletionCallback? completionCallback = null)
    {
        foreach (var activity in activities)
        {
            await ScheduleActivityAsync(activity, completionCallback);
        }
    }
}
