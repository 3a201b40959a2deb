using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Activities;

/// <summary>The social-research officer answers the person's questions and explains the regulations.</summary>
[Activity("CaseWorkflows", "Case procedure", "The social-research officer answers questions and explains the regulations.", DisplayName = "Refer to social research")]
[ProcedureStep("الإحالة إلى البحث الاجتماعي", "Refer to social research", Clause = ClauseIds.Refer, Stage = CaseStage.SocialResearch, Roles = ["social-research-officer"])]
[FlowNode("Clarified", "Withdrawn")]
[Outcome("Clarified", "تم الإيضاح", "Clarified")]
[Outcome("Withdrawn", "سحب الطلب", "Withdrawn", NeedsReason = true)]
public sealed class ReferToSocialResearch : UserTaskActivity;
