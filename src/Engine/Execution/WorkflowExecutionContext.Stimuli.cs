using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Execution;

namespace CaseWorkflows.Engine;

/// <summary>How a stimulus enters a burst.</summary>
public sealed partial class WorkflowExecutionContext
{
    internal void Accept(JsonObject? input)
    {
        Inputs.Set(input);
    }

    /// <summary>False when the activity that waits is not part of the graph any more.</summary>
    internal bool ScheduleBookmark(string bookmarkId)
    {
        var bookmark = _bookmarks.First(candidate => candidate.Id == bookmarkId);
        var context = Find(bookmark.ActivityInstanceId);
        if (context is null)
        {
            return false;
        }

        if (context.Status == ActivityStatus.Faulted)
        {
            Forgive(context);
        }

        Options.ExecuteActivityDelegate callback = bookmark.CallbackMethodName is { } method ? resumed => resumed.Node.Callbacks.Execution(method)(resumed)
            : bookmark.AutoComplete ? Complete
            : DoNothing;
        Scheduler.Schedule(new ActivityWorkItem(context.Activity, context.ParentActivityExecutionContext, context, callback, ResumedBookmark: bookmark));
        return true;
    }

    internal void ScheduleRetry(string activityInstanceId)
    {
        var context = Find(activityInstanceId)!;
        Forgive(context);
        context.ClearBookmarks();
        context.AddExecutionLogEntry("Retried");
        context.TransitionTo(ActivityStatus.Pending);
        Scheduler.Schedule(new ActivityWorkItem(context.Activity, context.ParentActivityExecutionContext, context));
    }

    internal void CancelEverything(string? reason)
    {
        DropWhatIsPending();
        foreach (var context in Contexts.Where(context => context.Status is ActivityStatus.Running or ActivityStatus.Pending or ActivityStatus.Faulted))
        {
            context.TransitionTo(ActivityStatus.Canceled);
            context.AddExecutionLogEntry("Canceled");
        }

        if (Contexts.Count > 0)
        {
            Contexts[0].AddExecutionLogEntry("Workflow cancelled", reason);
        }

        TransitionTo(WorkflowSubStatus.Cancelled);
    }

    /// <summary>Withdraws an activity's incidents, since it is about to get another chance.</summary>
    private void Forgive(ActivityExecutionContext context)
    {
        RemoveIncidents(context.Id);
        foreach (var ancestor in context.GetAncestors())
        {
            ancestor.AggregateFaultCount -= context.AggregateFaultCount;
        }

        context.AggregateFaultCount = 0;
    }

    private static ValueTask Complete(ActivityExecutionContext context) => context.CompleteActivityAsync();

    private static ValueTask DoNothing(ActivityExecutionContext context) => ValueTask.CompletedTask;
}
