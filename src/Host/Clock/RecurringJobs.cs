using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using Quartz;

namespace CaseWorkflows.Host.Clock;

/// <summary>A job and the times it runs at, by the clocks of a time zone.</summary>
internal sealed record RecurringJob(Type Type, string Cron, TimeZoneInfo Zone);

/// <summary>
/// Sets the recurring jobs. What the scheduler all hosts share already has is left as it is: setting it anew would forget a run that is overdue.
/// </summary>
internal sealed class RecurringJobs(IServiceProvider services, IEnumerable<RecurringJob> jobs, HostSettings settings, Database database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!jobs.Any())
        {
            return;
        }

        var schedulers = settings.Postgres is null
            ? services.GetRequiredService<ISchedulerFactory>()
            : services.GetRequiredKeyedService<ISchedulerFactory>(ClockFeature.Shared);
        var scheduler = await schedulers.GetScheduler(cancellationToken);

        // Two hosts that find no trigger at once would each set one, and the second anew what the first had run already.
        await using var turn = await database.TakeTurnAsync(cancellationToken);
        foreach (var job in jobs)
        {
            await SetAsync(scheduler, job, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task SetAsync(IScheduler scheduler, RecurringJob job, CancellationToken cancellationToken)
    {
        var key = new TriggerKey(job.Type.Name, "recurring");
        if (await scheduler.GetTrigger(key, cancellationToken) is ICronTrigger known && known.CronExpressionString == job.Cron && known.TimeZone.Id == job.Zone.Id)
        {
            return;
        }

        var detail = JobBuilder.Create().OfType(job.Type).WithIdentity(job.Type.Name, "recurring").StoreDurably().RequestRecovery().Build();
        var trigger = TriggerBuilder.Create()
            .WithIdentity(key)
            .ForJob(detail)
            .WithCronSchedule(job.Cron, schedule => schedule.InTimeZone(job.Zone).WithMisfireInstruction(CronTriggerMisfireInstruction.FireAndProceed))
            .Build();
        await scheduler.ScheduleJob(detail, trigger, new ScheduleJobOptions { Replace = true }, cancellationToken);
    }
}
