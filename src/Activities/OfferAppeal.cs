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

namespace CaseWorkflows.Activities;

/// <summary>After a rejection the person may appeal for a while. Not answering in time counts as accepting it, and the clock says so.</summary>
[Activity("CaseWorkflows", "Case procedure", "Offer an appeal against a rejection for a limited time.", DisplayName = "Offer appeal")]
[ProcedureStep("إتاحة التظلم", "Offer an appeal", Clause = ClauseIds.Disputes, Stage = CaseStage.Appeal, Roles = ["relations-officer"])]
[FlowNode("Appealed", "Accepted", "Expired")]
[Outcome("Appealed", "قدّم تظلمًا", "Appealed", NeedsReason = true)]
[Outcome("Accepted", "قبل القرار", "Accepted the decision")]
[Outcome("Expired", "انتهت مهلة التظلم", "The time to appeal ran out", ByClock = true)]
public sealed class OfferAppeal : UserTaskActivity
{
    /// <summary>How long an appeal may be made, as d.hh:mm:ss; 30 days unless the designer says otherwise.</summary>
    [Input(DisplayName = "Window", Description = "How long an appeal may be made, as d.hh:mm:ss.", DefaultValue = "30.00:00:00", Order = 20)]
    public Input<TimeSpan> Window { get; set; } = new(TimeSpan.FromDays(30));

    /// <inheritdoc/>
    protected override IEnumerable<Alarm> Alarms(ActivityExecutionContext context)
        => base.Alarms(context).Append(new Alarm(AlarmKinds.Expiry, context.Now() + Window.GetOrDefault(context)));

    /// <inheritdoc/>
    protected override ValueTask OnAlarmAsync(ActivityExecutionContext context, Alarm alarm)
    {
        if (alarm.Kind != AlarmKinds.Expiry)
        {
            return base.OnAlarmAsync(context, alarm);
        }

        context.Request(origin => new EventRecorded(origin, "AppealWindowClosed"));
        return context.CompleteActivityWithOutcomesAsync("Expired");
    }
}
