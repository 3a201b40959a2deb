using Quartz;

namespace CaseWorkflows.Host.Clock;

/// <summary>Fires what is due and asks to be woken for what comes next.</summary>
[DisallowConcurrentExecution]
internal sealed class DueTimersJob(TimerDispatcher dispatcher, AlarmClock alarms, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new(nameof(DueTimersJob));

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await dispatcher.FireDueAsync(clock.GetUtcNow(), cancellationToken);
        if (await dispatcher.NextDueAsync(cancellationToken) is { } next)
        {
            alarms.WakeAt(next);
        }
    }
}
