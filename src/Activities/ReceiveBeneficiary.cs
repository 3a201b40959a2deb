using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Activities;

/// <summary>An officer receives the person, answers every question and gives as much time as it takes.</summary>
[Activity("CaseWorkflows", "Case procedure", "Receive the person, answer every question, give them the time they need.", DisplayName = "Receive beneficiary")]
[ProcedureStep("استقبال {person}", "Receive the {person}", Clause = ClauseIds.Receive, Stage = CaseStage.Reception, Roles = ["relations-officer", "branch-delegate"])]
[FlowNode("Received", "Withdrawn")]
[Outcome("Received", "تم الاستقبال", "Received")]
[Outcome("Withdrawn", "سحب الطلب", "Withdrawn", NeedsReason = true)]
public sealed class ReceiveBeneficiary : UserTaskActivity;
