namespace CaseWorkflows.Host.Outbox;

internal static class OutboxFeature
{
    public static WebApplicationBuilder AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxDispatcher>();
        builder.Services.AddSingleton<DeadLetters>();
        builder.Services.AddHostedService<OutboxLoop>();
        return builder;
    }
}

/// <summary>Delivers when woken, and on a short sweep for what was left by a crash or put off.</summary>
internal sealed class OutboxLoop(OutboxDispatcher dispatcher, OutboxSignal signal, ILogger<OutboxLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await dispatcher.DrainAsync(stoppingToken);
                await signal.WaitAsync(Sweep, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                logger.LogError(failed, "The outbox could not be read; the next sweep tries again");
                await Task.Delay(Sweep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
