using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities;

/// <summary>
/// The person is asked how it went. Rating is their right and serves improvement, never punishment (clause quality.rating-is-a-right), so whoever
/// handed over the service may not take the answer, and not answering ends the step without blame.
/// </summary>
[Activity("CaseWorkflows", "Case procedure", "Ask the person how it went.", DisplayName = "Measure satisfaction")]
[ProcedureStep("قياس الرضا", "Measure satisfaction", Clause = ClauseIds.Satisfaction, Stage = CaseStage.Satisfaction, Roles = ["relations-officer"])]
[FlowNode("Answered", "NoAnswer")]
[Outcome("Answered", "أجاب عن الاستبانة", "Answered", NeedsData = ["score"], Ratings = ["score"])]
[Outcome("NoAnswer", "لم يُجب", "No answer")]
public sealed class MeasureSatisfaction : UserTaskActivity
{
    /// <summary>How long an answer is waited for, as d.hh:mm:ss; 7 days unless the designer says otherwise.</summary>
    [Input(DisplayName = "Wait for", Description = "How long an answer is waited for, as d.hh:mm:ss.", DefaultValue = "7.00:00:00", Order = 20)]
    public Input<TimeSpan> WaitFor { get; set; } = new(TimeSpan.FromDays(7));

    /// <summary>1 (not at all satisfied) to 5 (very satisfied).</summary>
    [Output(DisplayName = "Score")]
    public Output<int>? Score { get; set; }

    /// <inheritdoc/>
    protected override IEnumerable<Alarm> Alarms(ActivityExecutionContext context)
        => base.Alarms(context).Append(new Alarm(AlarmKinds.Expiry, context.Now() + WaitFor.GetOrDefault(context)));

    /// <inheritdoc/>
    protected override IEnumerable<string> AlsoExcluded(ActivityExecutionContext context)
        => context.WorkflowExecutionContext.GetProperty<string>(CaseProperties.DeliveredBy) is { Length: > 0 } person ? [person] : [];

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        // A score nobody can read is no reason to hold up the case: it counts as none given.
        if (answer.Action == "Answered" && Rating.TryRead(answer.Data?["score"]?.ToString(), out var score))
        {
            Score.Set(context, score);
            context.Request(origin => new CaseFactLearned(origin, CaseFact.SatisfactionScore, score));
        }

        return base.OnAnsweredAsync(context, answer);
    }

    /// <inheritdoc/>
    protected override ValueTask OnAlarmAsync(ActivityExecutionContext context, Alarm alarm)
    {
        if (alarm.Kind != AlarmKinds.Expiry)
        {
            return base.OnAlarmAsync(context, alarm);
        }

        context.Request(origin => new EventRecorded(origin, "SurveyClosed"));
        return context.CompleteActivityWithOutcomesAsync("NoAnswer");
    }
}
