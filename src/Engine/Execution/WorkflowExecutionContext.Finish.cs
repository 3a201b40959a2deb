namespace CaseWorkflows.Engine;

public sealed partial class WorkflowExecutionContext
{
    /// <summary>Drops everything queued and waited for, and ends the workflow as finished.</summary>
    internal void FinishNow(ActivityExecutionContext by)
    {
        DropWhatIsPending();
        by.TransitionTo(ActivityStatus.Completed);
        by.AddExecutionLogEntry("Completed");
        TransitionTo(WorkflowSubStatus.Finished);
    }

    private void DropWhatIsPending()
    {
        Scheduler.Clear();
        CompletionCallbacks.Clear();
        _bookmarks.Clear();
    }
}
