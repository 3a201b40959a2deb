using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Reads;

/// <summary>Takes what waits in files into the database: a file's reads are there, all of them, before the file goes. Taken in twice, they are there once.</summary>
internal sealed class ReadImport(ReadSpool spool, UnitOfWork unitOfWork, TimeProvider clock, ILogger<ReadImport> logger) : IDisposable
{
    private const int AtOnce = 200;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Answers how many were taken in.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        if (!spool.HasAny())
        {
            return 0;
        }

        await _turn.WaitAsync(ct);
        try
        {
            var taken = 0;
            foreach (var file in spool.Close())
            {
                taken += await TakeAsync(file, ct);
                File.Delete(file);
            }

            return taken;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<int> TakeAsync(string file, CancellationToken ct)
    {
        var taken = 0;
        foreach (var batch in (await File.ReadAllBytesAsync(file, ct) is var bytes ? EntriesIn(bytes, file) : []).Chunk(AtOnce))
        {
            var outcome = await unitOfWork.WriteAsync<int>(async (tx, token) => await ReadStore.AppendInTx(tx, batch, clock.GetUtcNow(), token), ct);
            taken += outcome.Refusal is null ? outcome.Value : throw new InvalidOperationException($"Reads could not be recorded: {outcome.Refusal.Code}.");
        }

        return taken;
    }

    private List<ReadEntry> EntriesIn(byte[] bytes, string file)
    {
        var entries = new List<ReadEntry>();
        foreach (var range in bytes.AsSpan().Split((byte)'\n'))
        {
            if (bytes.AsSpan()[range] is { IsEmpty: false } line)
            {
                if (ReadEntry.Of(line) is { } entry)
                {
                    entries.Add(entry);
                }
                else
                {
                    logger.LogWarning("A read in {File} was cut short and is lost; the machine must have lost power", Path.GetFileName(file));
                }
            }
        }

        return entries;
    }
}

/// <summary>Nobody wakes it.</summary>
internal sealed class ReadSignal : WakeSignal;

/// <summary>Takes reads in every second, and at the start what was left by a crash.</summary>
internal sealed class ReadLoop(ReadImport import, ReadSignal signal, ILogger<ReadLoop> logger) : BackgroundLoop(signal, TimeSpan.FromSeconds(1), logger)
{
    protected override Task WorkAsync(CancellationToken ct) => import.RunAsync(ct);
}
