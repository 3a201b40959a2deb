using Quartz;

namespace CaseWorkflows.Host.Clock;

/// <summary>Quartz is the alarm clock: it knocks at the next due time, and on a short sweep in case an alarm was lost.</summary>
internal static class ClockFeature
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    public static WebApplicationBuilder AddClock(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AlarmClock>();
        builder.Services.AddSingleton<TimerDispatcher>();
        builder.Services.AddQuartz(quartz =>
        {
            quartz.AddJob<DueTimersJob>(job => job.WithIdentity(DueTimersJob.Key).StoreDurably());
            quartz.AddTrigger(trigger => trigger
                .ForJob(DueTimersJob.Key)
                .WithIdentity("sweep", nameof(DueTimersJob))
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(Sweep).RepeatForever()));
        });
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder;
    }
}
