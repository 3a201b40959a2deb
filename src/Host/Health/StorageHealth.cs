using System.Security.Cryptography;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Health;

/// <summary>
/// Whether the database can be written. Found out by writing: a transaction that is rolled back touches neither disk nor file, so the probe writes some
/// pages, takes them out again and commits. It turns red at the first request that fails, and green again by itself once a probe goes through.
/// </summary>
internal sealed class StorageHealth(UnitOfWork unitOfWork, TimeProvider clock, ILogger<StorageHealth> logger) : IDisposable
{
    // As much as a burst with its history and journal may need: room for one page is not room for work.
    private const int ProbeBytes = 64 * 1024;
    private static readonly TimeSpan WhileWell = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _oneProbe = new(1, 1);
    private DateTimeOffset _probedAt;
    private volatile string? _fault;

    /// <summary>Somebody could not write, or read, because of the disk.</summary>
    public void Failed(string fault, Exception error)
    {
        if (_fault != fault)
        {
            logger.LogError(error, "The database cannot be written: {Fault}", fault);
        }

        _fault = fault;
    }

    /// <summary>What is wrong, null when nothing is. Writes at most every ten seconds while all is well, and at every call while it is not.</summary>
    public async Task<string?> CheckAsync(CancellationToken ct)
    {
        if ((_fault is null && clock.GetUtcNow() - _probedAt < WhileWell) || !await _oneProbe.WaitAsync(TimeSpan.Zero, ct))
        {
            return _fault;
        }

        try
        {
            await ProbeAsync(ct);
        }
        catch (Exception error) when (StorageFault.Of(error) is not null)
        {
            Failed(StorageFault.Of(error)!, error);
        }
        finally
        {
            _oneProbe.Release();
        }

        return _fault;
    }

    public void Dispose() => _oneProbe.Dispose();

    /// <summary>Nothing PostgreSQL could pack: a text of one letter takes no room there.</summary>
    private static string Filler() => Convert.ToHexString(RandomNumberGenerator.GetBytes(ProbeBytes / 2));

    private async Task ProbeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await unitOfWork.WriteAsync<bool>(async (tx, token) =>
        {
            await tx.Command("""
                INSERT INTO operations (scope, operation_id, request_hash, status_code, response, created_at) VALUES (@scope, @id, '', 200, @filler, @now)
                """)
                .With("@scope", "storage-probe").With("@id", Guid.NewGuid().ToString("N")).With("@filler", Filler()).With("@now", now)
                .ExecuteAsync(token);
            await tx.Command("DELETE FROM operations WHERE scope = @scope").With("@scope", "storage-probe").ExecuteAsync(token);
            return true;
        }, ct);
        if (_fault is not null)
        {
            logger.LogWarning("The database can be written again, after {Fault}", _fault);
        }

        (_fault, _probedAt) = (null, now);
    }
}
