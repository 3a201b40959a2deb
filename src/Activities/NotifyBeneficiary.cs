using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Activities;

/// <summary>Sends the person a message, so that nobody has to come and ask. Runs by itself.</summary>
[Activity("CaseWorkflows", "Case procedure", "Send the person a message.", DisplayName = "Notify beneficiary")]
[ProcedureStep("إشعار {person}", "Notify the {person}", Clause = ClauseIds.Proactive)]
[FlowNode("Done")]
[Outcome("Done", "تم الإشعار", "Notified")]
public sealed class NotifyBeneficiary : CodeActivity
{
    /// <summary>What an Arabic reader is told.</summary>
    [Input(DisplayName = "Message (Arabic)", UIHint = InputUIHints.MultiLine, Order = 1)]
    public Input<string?> MessageArabic { get; set; } = new((string?)null);

    /// <summary>What an English reader is told.</summary>
    [Input(DisplayName = "Message (English)", UIHint = InputUIHints.MultiLine, Order = 2)]
    public Input<string?> MessageEnglish { get; set; } = new((string?)null);

    /// <summary>The reason of a decision or what is missing; told along with the message. Empty tells none.</summary>
    [Input(DisplayName = "Reason", Description = "Told along with the message.", Order = 3)]
    public Input<string?> Reason { get; set; } = new((string?)null);

    /// <summary>What kind of message it is to the regulator of text messages.</summary>
    [Input(DisplayName = "Message class", DefaultValue = Effects.MessageClass.Service, Order = 4)]
    public Input<MessageClass> MessageClass { get; set; } = new(Effects.MessageClass.Service);

    /// <inheritdoc/>
    protected override void Execute(ActivityExecutionContext context)
    {
        var text = new LocalizedText(MessageArabic.GetOrDefault(context) ?? "", MessageEnglish.GetOrDefault(context) ?? "");
        var reason = Reason.GetOrDefault(context) is { Length: > 0 } given ? given : null;
        context.Request(origin => new BeneficiaryNotified(origin, text, reason, MessageClass.GetOrDefault(context)));
        context.Request(origin => new EventRecorded(origin, "BeneficiaryNotified", reason));
    }
}
