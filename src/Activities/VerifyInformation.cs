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

/// <summary>
/// The officer matches the data with the documents and checks that they hold today. Missing data goes back for correction with what is missing;
/// a person to whom the procedure is unclear goes to the social-research officer.
/// </summary>
[Activity("CaseWorkflows", "Case procedure", "Match the data and check that it is complete and valid on the day of application.", DisplayName = "Verify information")]
[ProcedureStep("التحقق من البيانات", "Verify the information", Clause = ClauseIds.Verify, Stage = CaseStage.Verification, Roles = ["relations-officer"])]
[FlowNode("Verified", "Incomplete", "Unclear")]
[Outcome("Verified", "البيانات مكتملة وصحيحة", "Complete and valid")]
[Outcome("Incomplete", "البيانات ناقصة", "Something is missing", NeedsReason = true)]
[Outcome("Unclear", "الإجراءات غير واضحة", "The procedure is unclear to the person")]
public sealed class VerifyInformation : UserTaskActivity
{
    /// <summary>Keys of the tools the officer works with; empty offers all the association has.</summary>
    [Input(DisplayName = "Tools", Description = "The documents at the officer's hand.", UIHint = InputUIHints.CheckList, Order = 20)]
    public Input<ICollection<string>?> Tools { get; set; } = new((ICollection<string>?)null);

    /// <inheritdoc/>
    protected override TaskOpened Describe(ActivityExecutionContext context, TaskOpened task)
        => task with { Tools = [.. Tools.GetOrDefault(context) ?? []] };
}
