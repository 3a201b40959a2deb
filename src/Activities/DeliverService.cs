using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;

namespace CaseWorkflows.Activities;

/// <summary>The service is handed over, at the person's own place where that can be done. Whoever handed it over does not take the survey.</summary>
[Activity("CaseWorkflows", "Case procedure", "Hand over the service.", DisplayName = "Deliver service")]
[ProcedureStep("تقديم الخدمة", "Deliver the service", Clause = ClauseIds.Deliver, Stage = CaseStage.Delivery, Roles = ["service-provider"])]
[FlowNode("Delivered", "NotDelivered")]
[Outcome("Delivered", "تم تقديم الخدمة", "Delivered")]
[Outcome("NotDelivered", "تعذر تقديم الخدمة", "Could not be delivered", NeedsReason = true)]
public sealed class DeliverService : UserTaskActivity
{
    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        if (answer.Action == "Delivered")
        {
            context.WorkflowExecutionContext.SetProperty(CaseProperties.DeliveredBy, answer.CompletedBy);
        }

        return base.OnAnsweredAsync(context, answer);
    }
}
