using System.Collections.Concurrent;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.Signals;

namespace CaseWorkflows.Engine.Activities.Flowcharts;

/// <summary>Runs activities along their connections, in Elsa's counter mode.</summary>
[Activity("Elsa", "Flow", "A flowchart is a collection of activities and connections between them.")]
public sealed partial class Flowchart : Activity, IVariableContainer
{
    internal const string StartProperty = "StartActivityId";
    internal const string ScopeProperty = "FlowScope";
    internal const string BackwardInput = "BackwardConnection";

    private readonly ConcurrentDictionary<string, FlowGraph> _graphs = new(StringComparer.Ordinal);

    public Flowchart() => OnSignalReceived<CancelSignal>(OnChildCancelledAsync);

    public ICollection<IActivity> Activities { get; } = [];

    public ICollection<Connection> Connections { get; } = [];

    public ICollection<Variable> Variables { get; } = [];

    /// <summary>One of <see cref="Activities"/>. Set in code only; definitions choose by the rules of <see cref="StartActivity"/>.</summary>
    [JsonIgnore]
    public IActivity? Start { get; set; }

    /// <summary>Where a run begins. First hit wins: the trigger that started it, an explicit start, a Start activity, one that can start the workflow, one nothing leads to, the first.</summary>
    public IActivity? StartActivity(string? triggerActivityId)
        => (triggerActivityId is null ? null : Activities.FirstOrDefault(activity => activity.Id == triggerActivityId))
            ?? Start
            ?? Activities.FirstOrDefault(activity => activity is Start)
            ?? Activities.FirstOrDefault(activity => activity is Activity { CanStartWorkflow: true })
            ?? Activities.FirstOrDefault(activity => Connections.All(connection => !ReferenceEquals(connection.Target.Activity, activity)))
            ?? Activities.FirstOrDefault();

    /// <summary>The lines as seen from that start; worked out once.</summary>
    public FlowGraph GraphFrom(IActivity start) => _graphs.GetOrAdd(start.Id, _ => new FlowGraph([.. Connections], start));

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var start = StartActivity(context.Composite is null ? context.WorkflowExecutionContext.TriggerActivityId : null); // ids of another workflow may be the same
        if (start is null)
        {
            await context.CompleteActivityAsync();
            return;
        }

        context.RemoveProperty(ScopeProperty); // a retry counts from the beginning

        // Elsa forgets which trigger started a run; without this a second trigger's run is lost after its first wait.
        context.SetProperty(StartProperty, start.Id);
        await context.ScheduleActivityAsync(start, OnChildCompletedAsync);
    }

    private async ValueTask OnChildCompletedAsync(ActivityCompletedContext context)
    {
        var (flowchart, child) = (context.TargetContext, context.ChildContext);
        if (child.Status != ActivityStatus.Completed)
        {
            return;
        }

        if (child.Activity is ITerminalNode)
        {
            await flowchart.CompleteActivityAsync();
            return;
        }

        await GoOnAsync(flowchart, child, context.Result as Outcomes ?? Outcomes.Default);
    }

    private async ValueTask OnChildCancelledAsync(CancelSignal signal, SignalContext context)
    {
        var (flowchart, child) = (context.ReceiverActivityExecutionContext, context.SenderActivityExecutionContext);
        if (!ReferenceEquals(child.ParentActivityExecutionContext, flowchart) || flowchart.Status != ActivityStatus.Running || flowchart.IsEnding)
        {
            return;
        }

        await GoOnAsync(flowchart, child, Outcomes.Empty);
    }

    private async ValueTask GoOnAsync(ActivityExecutionContext flowchart, ActivityExecutionContext child, Outcomes outcomes)
    {
        var round = new Round(this, flowchart);
        var cameBack = child.TryGetGiven(BackwardInput, out var flag) && flag is true;
        if (!await round.LeaveAsync(child.Activity, outcomes, cameBack))
        {
            await CompleteIfNothingIsLeftAsync(flowchart);
        }
    }

    private static async ValueTask CompleteIfNothingIsLeftAsync(ActivityExecutionContext flowchart)
    {
        var waiting = flowchart.Children.Any(child => child.Status is ActivityStatus.Running or ActivityStatus.Faulted);
        var queued = flowchart.WorkflowExecutionContext.Scheduler.List()
            .Any(item => item.Owner is { } owner && (ReferenceEquals(owner, flowchart) || owner.GetAncestors().Contains(flowchart)));
        if (!waiting && !queued)
        {
            await flowchart.CompleteActivityAsync();
        }
    }
}
