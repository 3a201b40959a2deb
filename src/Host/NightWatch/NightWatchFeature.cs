using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Documents;
using Quartz;

namespace CaseWorkflows.Host.NightWatch;

internal static class NightWatchFeature
{
    public static WebApplicationBuilder AddNightWatch(this WebApplicationBuilder builder)
    {
        var settings = NightWatchSettings.Read(builder.Configuration);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton<NightWatcher>();
        if (settings.At is { } at)
        {
            builder.Services.AddRecurring<NightWatchJob>($"0 {at.Minute} {at.Hour} * * ?", settings.Zone);
        }

        return builder;
    }
}

/// <summary>Goes round once a night and repairs what is safe. What is left stands in the log; a person may also ask <c>nightwatch</c>.</summary>
[DisallowConcurrentExecution]
internal sealed class NightWatchJob(NightWatcher watcher, DocumentSweep sweep, NightWatchSettings settings, ILogger<NightWatchJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (settings.At is null)
        {
            return; // the scheduler the hosts share may still have it from before it was switched off
        }

        try
        {
            var findings = await watcher.RunAsync(repair: true, cancellationToken);
            logger.LogInformation("Night watch: {Kinds} kinds of impossible state found, {Left} things left", findings.Count, findings.Sum(finding => finding.Left));
            await sweep.SweepAsync(cancellationToken);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "The night watch could not go round; it tries again tomorrow");
        }
    }
}
