using Quartz;

namespace CaseWorkflows.Host.NightWatch;

internal static class NightWatchFeature
{
    public static WebApplicationBuilder AddNightWatch(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NightWatcher>();
        var settings = NightWatchSettings.Read(builder.Configuration);
        if (settings.At is { } at)
        {
            builder.Services.AddQuartz(quartz => quartz
                .AddJob<NightWatchJob>(job => job.WithIdentity(NightWatchJob.Key).StoreDurably())
                .AddTrigger(trigger => trigger
                    .ForJob(NightWatchJob.Key)
                    .WithIdentity("nightly", nameof(NightWatchJob))
                    .WithCronSchedule($"0 {at.Minute} {at.Hour} * * ?", schedule => schedule.InTimeZone(settings.Zone))));
        }

        return builder;
    }
}

/// <summary>Goes round once a night and repairs what is safe. What is left stands in the log; a person may also ask <c>nightwatch</c>.</summary>
[DisallowConcurrentExecution]
internal sealed class NightWatchJob(NightWatcher watcher, ILogger<NightWatchJob> logger) : IJob
{
    public static readonly JobKey Key = new(nameof(NightWatchJob));

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var findings = await watcher.RunAsync(repair: true, cancellationToken);
            logger.LogInformation("Night watch: {Kinds} kinds of impossible state found, {Left} things left", findings.Count, findings.Sum(finding => finding.Left));
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "The night watch could not go round; it tries again tomorrow");
        }
    }
}
