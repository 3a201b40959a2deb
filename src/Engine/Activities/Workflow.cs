using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Signals;

namespace CaseWorkflows.Engine.Activities;

/// <summary>The outermost activity: declares the workflow's variables and runs the root.</summary>
[Activity("Elsa", "Workflows", "A workflow is an activity that executes its root.")]
public sealed class Workflow : Activity, IVariableContainer
{
    /// <summary>The first part of every node id; Studio uses the same word.</summary>
    public const string NodeIdRoot = "Workflow1";

    public Workflow()
        : this(null, [])
    {
    }

    public Workflow(IActivity? root, IEnumerable<Variable> variables)
    {
        (Root, Variables, Id) = (root, [.. variables], NodeIdRoot);
        OnSignalReceived<CompleteCompositeSignal>(OnCompleteCompositeAsync);
    }

    public IActivity? Root { get; set; }

    public ICollection<Variable> Variables { get; }

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Root, OnRootCompletedAsync);

    private ValueTask OnRootCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync(context.Result as Outcomes);

    private async ValueTask OnCompleteCompositeAsync(CompleteCompositeSignal signal, SignalContext context)
    {
        context.StopPropagation();
        await context.SenderActivityExecutionContext.CompleteUpToAsync(context.ReceiverActivityExecutionContext, signal.Outcomes);
    }
}
