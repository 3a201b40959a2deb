using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Options;

namespace CaseWorkflows.Engine.Activities;

/// <summary>An instance to be started beside this one.</summary>
/// <param name="DefinitionId">Its definition.</param>
/// <param name="CorrelationId">Its correlation id; none when empty.</param>
/// <param name="Input">What it is started with, apart from its parent's id.</param>
internal sealed record ChildWorkflow(string DefinitionId, string? CorrelationId, IDictionary<string, object>? Input)
{
    /// <summary>Where Elsa puts the parent's id in the child's input.</summary>
    private const string ParentInput = "ParentInstanceId";

    /// <summary>Asks for the child, which has an id from now on, and waits for it when that is wanted.</summary>
    public void Dispatch(ActivityExecutionContext context, string bookmarkName, ChildWait wait, ExecuteActivityDelegate callback, string? channel)
    {
        if (string.IsNullOrWhiteSpace(DefinitionId))
        {
            throw new InvalidOperationException($"'{context.Activity.Id}' names no workflow to run.");
        }

        var workflow = context.WorkflowExecutionContext;
        var childId = workflow.NextId();
        var bookmark = wait == ChildWait.None ? null : context.CreateBookmark(new CreateBookmarkArgs
        {
            BookmarkName = bookmarkName,
            Stimulus = new DispatchWorkflowStimulus(childId),
            Callback = callback,
        });
        var input = JsonValues.ToNode(Input) as JsonObject ?? [];
        input[ParentInput] = workflow.Id;
        workflow.Effects.Add(new WorkflowDispatched(
            DefinitionId, childId, input, string.IsNullOrEmpty(CorrelationId) ? null : CorrelationId, wait, bookmark?.Id, string.IsNullOrEmpty(channel) ? null : channel));
    }

    /// <summary>What the host said about the child when it answered the bookmark; null when it said nothing.</summary>
    public static JsonObject? ResultOf(ActivityExecutionContext context)
        => context.TryGetWorkflowInput<JsonObject>(WorkflowDispatched.ResultInput, out var result) ? result : null;
}
