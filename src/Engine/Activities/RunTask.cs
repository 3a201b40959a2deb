using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Activities;

/// <summary>What a running task is found by: its id alone.</summary>
public sealed record RunTaskStimulus(string TaskId, [property: ExcludeFromHash] string TaskName);

/// <summary>Asks for a task to be done outside and waits for its result. Asked anew, with another id, on a retry.</summary>
[Activity("Elsa", "Primitives", "Requests a given task to be run.")]
public sealed class RunTask : Activity<object?>
{
    public const string BookmarkName = "Elsa.RunTask";

    /// <summary>The input under which the result reaches the waiting activity.</summary>
    public const string ResultInput = "RunTaskInput";

    [Input(Description = "The name of the task being requested.")]
    public Input<string> TaskName { get; set; } = new("");

    [Input(Description = "Any additional parameters to send to the task.")]
    public Input<IDictionary<string, object>?> Payload { get; set; } = new(default(IDictionary<string, object>));

    [Output(Description = "The id of the task that was requested to run.")]
    public Output<string>? TaskId { get; set; }

    /// <summary>The hash under which whoever did the task finds the one who waits.</summary>
    public static string HashOf(string taskId) => BookmarkHasher.Hash(BookmarkName, new RunTaskStimulus(taskId, ""));

    protected override void Execute(ActivityExecutionContext context)
    {
        var name = TaskName.Get(context);
        var taskId = context.WorkflowExecutionContext.NextId();
        var bookmark = context.CreateBookmark(new RunTaskStimulus(taskId, name), OnDoneAsync, includeActivityInstanceId: false);
        context.Set(TaskId, taskId);
        context.WorkflowExecutionContext.Effects.Add(new TaskRequested(taskId, name, JsonValues.ToNode(Payload.GetOrDefault(context)), bookmark.Id));
    }

    private ValueTask OnDoneAsync(ActivityExecutionContext context)
    {
        context.Set(Result, context.TryGetWorkflowInput<object>(ResultInput, out var result) ? result : null);
        return context.CompleteActivityAsync();
    }
}
