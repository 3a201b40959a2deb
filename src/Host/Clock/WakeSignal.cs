namespace CaseWorkflows.Host.Clock;

/// <summary>Wakes whoever works in the background. Waking twice before anybody looked is waking once; missing a signal costs a sweep's wait, nothing more.</summary>
internal abstract class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0, 1);
    private readonly Lock _lock = new();

    public void Wake()
    {
        lock (_lock)
        {
            if (_waiting.CurrentCount == 0)
            {
                _waiting.Release();
            }
        }
    }

    public Task<bool> WaitAsync(TimeSpan atMost, CancellationToken ct) => _waiting.WaitAsync(atMost, ct);

    public void Dispose()
    {
        _waiting.Dispose();
        GC.SuppressFinalize(this);
    }
}
