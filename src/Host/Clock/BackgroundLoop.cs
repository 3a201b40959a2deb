namespace CaseWorkflows.Host.Clock;

/// <summary>
/// Work done beside the requests: when woken, and on a sweep for what a stop, a crash or a lost signal left. A failure is logged and tried again a sweep later;
/// it never ends the loop.
/// </summary>
internal abstract class BackgroundLoop(WakeSignal signal, TimeSpan sweep, ILogger logger) : BackgroundService
{
    protected WakeSignal Signal { get; } = signal;

    /// <summary>Everything there is to do by now.</summary>
    protected abstract Task WorkAsync(CancellationToken ct);

    /// <summary>Until there may be something to do again.</summary>
    protected virtual Task WaitAsync(CancellationToken ct) => Signal.WaitAsync(sweep, ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await WorkAsync(stoppingToken);
                await WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                logger.LogError(failed, "{Loop} could not do its work; the next sweep tries again", GetType().Name);
                await Task.Delay(sweep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
