using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities;

/// <summary>Closes the case with its result. Runs by itself. Whatever else is still open ends when the procedure reaches its end.</summary>
[Activity("CaseWorkflows", "Case procedure", "Close the case with its result.", DisplayName = "Close case")]
[ProcedureStep("إغلاق الحالة", "Close the case")]
[FlowNode("Done")]
[Outcome("Done", "أُغلقت", "Closed")]
public sealed class CloseCase : CodeActivity
{
    /// <summary>How the case ended.</summary>
    [Input(DisplayName = "Result", DefaultValue = CaseResult.Served, Order = 1)]
    public Input<CaseResult> Result { get; set; } = new(CaseResult.Served);

    /// <summary>Why, for the history; empty says nothing.</summary>
    [Input(DisplayName = "Reason", Order = 2)]
    public Input<string?> Reason { get; set; } = new((string?)null);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var reason = Reason.GetOrDefault(context) is { Length: > 0 } given ? given : null;
        context.Request(origin => new CaseClosed(origin, Result.GetOrDefault(context), reason));
    }
}
