namespace CaseWorkflows.Engine.Options;

/// <summary>A method of an activity that runs it or resumes it. Stored by name, so it must be a named method, never a lambda.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

/// <summary>A method of an activity that hears a child complete. Stored by name, as above.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);

/// <summary>How a child is scheduled.</summary>
public sealed class ScheduleWorkOptions
{
    public ActivityCompletionCallback? CompletionCallback { get; set; }

    /// <summary>Handed back with the completion; must be JSON-serialisable.</summary>
    public object? Tag { get; set; }

    public IDictionary<string, object>? Input { get; set; }

    /// <summary>Further variables for the child's scope.</summary>
    public ICollection<Memory.Variable>? Variables { get; set; }

    public ActivityExecutionContext? ExistingActivityExecutionContext { get; set; }
}
