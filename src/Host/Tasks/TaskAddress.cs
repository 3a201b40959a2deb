namespace CaseWorkflows.Host.Tasks;

/// <summary>Where a task's page is, and the list it was opened from, to which the page leads back.</summary>
internal static class TaskAddress
{
    public const string From = "from";

    /// <summary>One's own tasks are the list where nothing is said.</summary>
    public static string Of(string taskId, TaskScope from) => from == TaskScope.Mine ? $"/tasks/{taskId}" : $"/tasks/{taskId}?{From}={from.KeyOf()}";

    /// <summary>The same page saying what was just done.</summary>
    public static string Of(string taskId, TaskScope from, string done) => $"/tasks/{taskId}?done={done}{(from == TaskScope.Mine ? "" : $"&{From}={from.KeyOf()}")}";

    /// <summary>The list an address speaks of.</summary>
    public static TaskScope Scope(HttpRequest request) => TaskScopes.TryRead(request.Query[From], out var scope) ? scope : TaskScope.Mine;
}
