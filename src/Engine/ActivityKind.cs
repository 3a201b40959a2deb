namespace CaseWorkflows.Engine;

/// <summary>What an activity is to the designer: a step, something that starts a workflow, or work meant for the background (which runs in line here).</summary>
public enum ActivityKind
{
    Action,
    Trigger,
    Job,
    Task,
}

/// <summary>Waiting on a bookmark counts as <see cref="Running"/>.</summary>
public enum ActivityStatus
{
    Pending,
    Running,
    Completed,
    Canceled,
    Faulted,
}

public enum WorkflowStatus
{
    Running,
    Finished,
}

public enum WorkflowSubStatus
{
    Pending,
    Executing,
    Suspended,
    Finished,
    Cancelled,
    Faulted,
    Interrupted,
}
