using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Effects;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Engine.Activities;

/// <summary>What a parent waiting for its child is found by.</summary>
public sealed record DispatchWorkflowStimulus(string ChildInstanceId);

/// <summary>Starts an instance of another workflow and, if asked to, waits until it is over. A child that failed is over as well.</summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and dispatch it for execution.")]
public sealed class DispatchWorkflow : Activity<object?>
{
    public const string BookmarkName = "Elsa.DispatchWorkflow";

    [Input(DisplayName = "Workflow Definition", UIHint = InputUIHints.WorkflowDefinitionPicker, Description = "The definition ID of the workflow to dispatch.")]
    public Input<string> WorkflowDefinitionId { get; set; } = new("");

    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = new((string?)null);

    [Input(Description = "The input to send to the workflow.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = new(default(IDictionary<string, object>));

    [Input(Description = "Wait for the child workflow to complete before completing this activity.")]
    public Input<bool> WaitForCompletion { get; set; } = new(false);

    [Input(Description = "Start a new trace context when using Open Telemetry.", Category = "Open Telemetry")]
    public Input<bool> StartNewTrace { get; set; } = new(false);

    [Input(DisplayName = "Channel", Description = "The channel to dispatch the workflow to.")]
    public Input<string?> ChannelName { get; set; } = new((string?)null);

    /// <summary>The hash under which the end of a child finds its parent.</summary>
    public static string HashOf(string childInstanceId) => BookmarkHasher.Hash(BookmarkName, new DispatchWorkflowStimulus(childInstanceId));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var child = new ChildWorkflow(WorkflowDefinitionId.Get(context), CorrelationId.GetOrDefault(context), Input.GetOrDefault(context));
        var wait = WaitForCompletion.GetOrDefault(context) ? ChildWait.Completion : ChildWait.None;
        child.Dispatch(context, BookmarkName, wait, OnChildCompletedAsync, ChannelName.GetOrDefault(context));
        if (wait == ChildWait.None)
        {
            await context.CompleteActivityAsync();
        }
    }

    private ValueTask OnChildCompletedAsync(ActivityExecutionContext context)
    {
        context.Set(Result, ChildWorkflow.ResultOf(context)?["Output"]);
        return context.CompleteActivityAsync();
    }
}

/// <summary>
/// Runs another workflow and gives its status and output. Elsa runs it within the parent's burst; here the two are separate instances, so the result
/// comes through a bookmark, after the child's first burst or, if asked to, after its last.
/// </summary>
[Activity("Elsa", "Composition", "Create a new workflow instance of the specified workflow and execute it.", Kind = ActivityKind.Task)]
public sealed class ExecuteWorkflow : Activity<JsonObject>
{
    public const string BookmarkName = "Elsa.ExecuteWorkflow";

    [Input(DisplayName = "Workflow Definition", UIHint = InputUIHints.WorkflowDefinitionPicker, Description = "The definition ID of the workflow to execute.")]
    public Input<string> WorkflowDefinitionId { get; set; } = new("");

    [Input(DisplayName = "Correlation ID", Description = "The correlation ID to associate the workflow with.")]
    public Input<string?> CorrelationId { get; set; } = new((string?)null);

    [Input(Description = "The input to send to the workflow.")]
    public Input<IDictionary<string, object>?> Input { get; set; } = new(default(IDictionary<string, object>));

    [Input(Description = "Wait for the child workflow to complete before completing this activity.")]
    public Input<bool> WaitForCompletion { get; set; } = new(false);

    protected override void Execute(ActivityExecutionContext context)
    {
        var child = new ChildWorkflow(WorkflowDefinitionId.Get(context), CorrelationId.GetOrDefault(context), Input.GetOrDefault(context));
        child.Dispatch(context, BookmarkName, WaitForCompletion.GetOrDefault(context) ? ChildWait.Completion : ChildWait.FirstBurst, OnChildAnsweredAsync, null);
    }

    private ValueTask OnChildAnsweredAsync(ActivityExecutionContext context)
    {
        context.Set(Result, ChildWorkflow.ResultOf(context));
        return context.CompleteActivityAsync();
    }
}
