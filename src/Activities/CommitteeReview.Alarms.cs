using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities;

/// <summary>What the clock sees to while the committee studies: the floor, and reminders once it is passed.</summary>
public sealed partial class CommitteeReview
{
    /// <summary>Whoever has not acted after so many reminders is not helped by one more, and every one is kept with the case.</summary>
    private const int MostReminders = 60;

    /// <inheritdoc/>
    protected override IEnumerable<Alarm> Alarms(ActivityExecutionContext context)
    {
        var (floor, now) = (FloorOf(context), context.Now());
        return (floor > now ? new[] { new Alarm(AlarmKinds.Floor, floor) } : [])
            .Concat(base.Alarms(context))
            .Concat(RemindersAfter(floor > now ? floor : now, context).Take(MostReminders));
    }

    private IEnumerable<Alarm> RemindersAfter(DateTimeOffset from, ActivityExecutionContext context)
    {
        if (RemindEvery.GetOrDefault(context) is not { } every || every <= TimeSpan.Zero || TaskDueAt(context) is not { } due)
        {
            yield break;
        }

        for (var at = from; due - at > every;)
        {
            yield return new Alarm(AlarmKinds.Reminder, at += every);
        }
    }

    /// <inheritdoc/>
    protected override ValueTask OnAlarmAsync(ActivityExecutionContext context, Alarm alarm)
    {
        if (alarm.Kind != AlarmKinds.Floor)
        {
            return base.OnAlarmAsync(context, alarm);
        }

        if (context.GetProperty<TaskAnswer>(HeldProperty) is { } held)
        {
            return ReleaseAsync(context, held, byCaller: false);
        }

        context.Request(origin => new EventRecorded(origin, "DecisionReleasable", Data: Releasable(FloorOf(context))));
        return ValueTask.CompletedTask;
    }
}
