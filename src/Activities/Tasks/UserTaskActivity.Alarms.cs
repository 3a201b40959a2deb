using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities.Tasks;

/// <summary>The clock's part in a human step: one bookmark for the next alarm, however many there are.</summary>
public abstract partial class UserTaskActivity
{
    private const string AlarmsProperty = "Alarms";

    /// <summary>What happens when an alarm's time has come. The step may end here; the remaining alarms then mean nothing.</summary>
    protected virtual ValueTask OnAlarmAsync(ActivityExecutionContext context, Alarm alarm)
    {
        switch (alarm.Kind)
        {
            case AlarmKinds.Reminder:
                context.Request(origin => new TaskReminded(origin, TaskBookmarkId(context), null));
                break;
            case AlarmKinds.Escalation when EscalateTo.GetOrDefault(context) is { Length: > 0 } role:
                context.Request(origin => new TaskEscalated(origin, TaskBookmarkId(context), role));
                break;
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>True while a person's answer is still awaited.</summary>
    protected static bool TaskIsOpen(ActivityExecutionContext context)
    {
        var bookmark = TaskBookmarkId(context);
        return context.Bookmarks.Any(candidate => candidate.Id == bookmark);
    }

    private void SetAlarms(ActivityExecutionContext context, IEnumerable<Alarm> alarms)
    {
        var pending = alarms.OrderBy(alarm => alarm.At).ToArray();
        context.SetProperty(AlarmsProperty, pending);
        if (pending.Length > 0)
        {
            context.DelayUntil(pending[0].At, OnAlarmDueAsync);
        }
    }

    private async ValueTask OnAlarmDueAsync(ActivityExecutionContext context)
    {
        var pending = context.GetProperty<Alarm[]>(AlarmsProperty) ?? [];
        var now = context.Now();
        foreach (var due in pending.Where(alarm => alarm.At <= now))
        {
            await OnAlarmAsync(context, due);
            if (context.Status != ActivityStatus.Running)
            {
                return;
            }
        }

        SetAlarms(context, pending.Where(alarm => alarm.At > now));
    }
}
