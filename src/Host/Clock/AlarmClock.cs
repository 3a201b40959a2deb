using Quartz;

namespace CaseWorkflows.Host.Clock;

/// <summary>
/// Tells Quartz when to look next. The timer rows are the truth: an alarm that is lost costs the wait until the next sweep, one too many finds nothing due.
/// </summary>
internal sealed class AlarmClock(ISchedulerFactory schedulers, TimeProvider clock, ILogger<AlarmClock> logger)
{
    private static readonly TriggerKey Next = new("next-due", nameof(DueTimersJob));
    private readonly Lock _lock = new();
    private DateTimeOffset? _wakeAt;

    /// <summary>Asks for a look at that instant, at once when it is past. A later instant than the one already set changes nothing.</summary>
    public void WakeAt(DateTimeOffset due)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (_wakeAt is { } earlier && earlier <= due && earlier > now)
            {
                return;
            }

            _wakeAt = due;
        }

        _ = SetAsync(due);
    }

    private async Task SetAsync(DateTimeOffset due)
    {
        try
        {
            var scheduler = await schedulers.GetScheduler(CancellationToken.None);
            var trigger = TriggerBuilder.Create().WithIdentity(Next).ForJob(DueTimersJob.Key).StartAt(due).Build();
            if (await scheduler.RescheduleJob(Next, trigger, CancellationToken.None) is null)
            {
                await scheduler.ScheduleJob(trigger, new ScheduleJobOptions(), CancellationToken.None);
            }
        }
        catch (SchedulerException refused)
        {
            // The sweep finds the timer all the same, a few seconds later.
            logger.LogWarning(refused, "The alarm for {Due} could not be set", due);
        }
    }
}
