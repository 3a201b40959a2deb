using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Activities;

/// <summary>Where a procedure begins: a request came in over one of the association's channels for one of its services.</summary>
[Activity("CaseWorkflows", "Case procedure", "A request came in.", DisplayName = "Open case")]
[ProcedureStep("فتح الحالة", "Open the case", Clause = ClauseIds.Channels)]
[FlowNode("Done")]
[Outcome("Done", "فُتحت الحالة", "Opened")]
public sealed class OpenCase : Trigger
{
    /// <summary>Keys of the channels this procedure accepts; empty accepts all the association has.</summary>
    [Input(DisplayName = "Channels", Description = "The channels this procedure accepts. Empty: all the association has.", UIHint = InputUIHints.CheckList, Order = 1)]
    public Input<ICollection<string>?> Channels { get; set; } = new((ICollection<string>?)null);

    /// <summary>Key of the channel the request came over.</summary>
    [Output(DisplayName = "Channel")]
    public Output<string>? Channel { get; set; }

    /// <summary>Key of the service asked for.</summary>
    [Output(DisplayName = "Service")]
    public Output<string>? Service { get; set; }

    /// <summary>
    /// True when this procedure takes requests over the channel. Asked before a case is opened, so only a list written into the definition counts;
    /// one worked out by a script is not known yet and accepts everything.
    /// </summary>
    public bool Accepts(string channel)
        => !Channels.TryGetWritten(out var channels) || channels is not { Count: > 0 } || channels.Contains(channel);

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        foreach (var fact in new[] { CaseProperties.CaseId, CaseProperties.CaseNumber, CaseProperties.Channel, CaseProperties.Service })
        {
            context.WorkflowExecutionContext.SetProperty(fact, context.WorkflowInput.TryGetValue(fact, out var value) ? value : null);
        }

        context.WorkflowExecutionContext.SetProperty(CaseProperties.OpenedAt, context.Now());
        Channel.Set(context, context.WorkflowExecutionContext.GetProperty<string>(CaseProperties.Channel));
        Service.Set(context, context.WorkflowExecutionContext.GetProperty<string>(CaseProperties.Service));
        await context.CompleteActivityAsync();
    }
}
