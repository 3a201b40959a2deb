namespace CaseWorkflows.Engine.Options;

/// <summary>A method of an activity that runs it or resumes it. Stored by name, so it must be a named method, never a lambda.</summary>
public delegate ValueTask ExecuteActivityDelegate(ActivityExecutionContext context);

/// <summary>A method of an activity that hears a child complete. Stored by name, as above.</summary>
public delegate ValueTask ActivityCompletionCallback(ActivityCompletedContext context);

/// <summary>Everything that can be said about a new bookmark.</summary>
public sealed class CreateBookmarkArgs
{
    /// <summary>Given by the activity; null lets the engine number it.</summary>
    public string? BookmarkId { get; set; }

    public object? Stimulus { get; set; }

    public ExecuteActivityDelegate? Callback { get; set; }

    /// <summary>Null means the activity's type name.</summary>
    public string? BookmarkName { get; set; }

    public bool AutoBurn { get; set; } = true;

    /// <summary>Whether the hash holds the activity instance, so that only this very execution matches. Off by default, as in Elsa.</summary>
    public bool IncludeActivityInstanceId { get; set; }

    public bool AutoComplete { get; set; } = true;

    public IReadOnlyDictionary<string, string>? Metadata { get; set; }
}

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
