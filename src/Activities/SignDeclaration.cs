using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Activities;

/// <summary>The applicant confirms the data, signs, and takes direct responsibility for its truth. Signing again replaces the earlier date.</summary>
[Activity("CaseWorkflows", "Case procedure", "The applicant confirms the data and signs for its truth.", DisplayName = "Sign declaration")]
[ProcedureStep("توقيع الإقرار", "Sign the declaration", Clause = ClauseIds.Declare, Stage = CaseStage.Declaration, Roles = ["relations-officer"])]
[FlowNode("Signed", "Declined")]
[Outcome("Signed", "تم التوقيع", "Signed")]
[Outcome("Declined", "امتنع عن التوقيع", "Declined to sign")]
public sealed class SignDeclaration : UserTaskActivity
{
    /// <summary>The Arabic text that is signed.</summary>
    [Input(DisplayName = "Declaration (Arabic)", UIHint = InputUIHints.MultiLine, Order = 20)]
    public Input<string?> DeclarationArabic { get; set; } = new((string?)null);

    /// <summary>The same text for readers of English.</summary>
    [Input(DisplayName = "Declaration (English)", UIHint = InputUIHints.MultiLine, Order = 21)]
    public Input<string?> DeclarationEnglish { get; set; } = new((string?)null);

    /// <inheritdoc/>
    protected override TaskOpened Describe(ActivityExecutionContext context, TaskOpened task)
        => task with { Wording = Words(DeclarationArabic.GetOrDefault(context), DeclarationEnglish.GetOrDefault(context)) };

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        if (answer.Action == "Signed")
        {
            context.WorkflowExecutionContext.SetProperty(CaseProperties.SignedAt, context.Now());
        }

        return base.OnAnsweredAsync(context, answer);
    }
}
