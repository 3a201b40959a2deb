using CaseWorkflows.Host.Persistence.Postgres;
using CaseWorkflows.Host.Settings;
using Quartz;

namespace CaseWorkflows.Host.Clock;

/// <summary>
/// Quartz is the alarm clock. Every host has one in memory, which knocks at the next due time, and on a short sweep in case an alarm was lost. Jobs that
/// run once for all hosts are kept by a second one (docs/adr/0014).
/// </summary>
internal static class ClockFeature
{
    /// <summary>The scheduler of jobs that run once for all hosts; on SQLite, where there is one host, they are the first one's.</summary>
    public const string Shared = "shared";

    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    // A host silent for longer than both together is taken for dead, and what it was running is run by another.
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

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
        if (builder.Settings().Postgres is not null)
        {
            builder.Services.AddQuartz(Shared, AddClusteredStore);
        }

        builder.Services.AddHostedService<RecurringJobs>();
        builder.Services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        return builder;
    }

    /// <summary>
    /// Runs a job at the times of a cron expression, in UTC unless a zone is given, once whatever the number of hosts; never twice at the same time when it disallows concurrent
    /// execution. On PostgreSQL a run missed because no host was up is made up for once, and a host that dies in the middle leaves it to another,
    /// so it may begin again.
    /// </summary>
    public static IServiceCollection AddRecurring<TJob>(this IServiceCollection services, string cron, TimeZoneInfo? zone = null)
        where TJob : class, IJob => services.AddSingleton(new RecurringJob(typeof(TJob), cron, zone ?? TimeZoneInfo.Utc));

    private static void AddClusteredStore(IQuartzBuilder quartz)
    {
        quartz.UsePersistentStore(store =>
        {
            store.UsePostgres(source => source.DataSourceFactory = services => services.GetRequiredService<PostgresDatabase>().Writers);
            store.UseSystemTextJsonSerializer();
            store.ConfigureStore(options => (options.TablePrefix, options.DbRetryInterval) = ("qrtz_", TimeSpan.FromSeconds(2)));
            store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, Grace));
        });
    }
}
