namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>Counts what is written, and tells whoever asked whenever a part of it has left for the stream.</summary>
internal sealed class Progress(EventLog log)
{
    private LogSize _size;

    public void Case() => _size = _size with { Cases = _size.Cases + 1 };

    public void Event() => _size = _size with { Events = _size.Events + 1 };

    public ValueTask FlushIfFullAsync(Utf8Output output, CancellationToken ct) => output.IsFull ? FlushAsync(output, ct) : ValueTask.CompletedTask;

    public async Task<LogSize> EndAsync(Utf8Output output, CancellationToken ct)
    {
        await FlushAsync(output, ct);
        return _size;
    }

    private async ValueTask FlushAsync(Utf8Output output, CancellationToken ct)
    {
        await output.FlushAsync(ct);
        log.Progress?.Invoke(_size.Events);
    }
}
