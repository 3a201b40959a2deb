using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

/// <summary>
/// The only way to write. One writer at a time: SQLite allows no more, and queueing here is fair and costs nothing, while queueing in SQLite
/// is polling. The connection stays open between units of work, so prepared statements and the page cache survive.
/// </summary>
internal sealed class UnitOfWork(SqliteDatabase database, ILogger<UnitOfWork> logger) : IAsyncDisposable
{
    private const int SqliteBusy = 5;
    private const int MostAttempts = 3;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Writer? _writer;
    private bool _disposed;

    /// <summary>
    /// Runs the work in one transaction: commits a yes, rolls back a refusal or an exception. When another process holds the database beyond
    /// the busy timeout, the work is run again from the start, at most twice; so it must keep its effects inside the transaction.
    /// </summary>
    public async Task<Outcome<T>> WriteAsync<T>(
        Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await WriteOnceAsync(work, cancellationToken);
                }
                catch (Exception busy) when (IsBusy(busy) && attempt < MostAttempts)
                {
                    logger.LogWarning("The database was held by another process; attempt {Attempt} of {MostAttempts}", attempt, MostAttempts);
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Waits for the unit of work under way. The second time does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        await _gate.WaitAsync();
        _disposed = true;
        database.CloseReaders();
        await CloseAsync();
        _gate.Dispose();
    }

    private async Task<Outcome<T>> WriteOnceAsync<T>(
        Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        var writer = _writer ??= await Writer.OpenAsync(database, cancellationToken);
        try
        {
            // Immediate: the write lock is taken here, where waiting is harmless, and never upgraded half way.
            await using var transaction = writer.Connection.BeginTransaction(deferred: false);
            var tx = new CaseTransaction(writer.Connection, transaction, writer.Commands, writer.Joining);
            var outcome = await work(tx, cancellationToken);
            if (outcome.Refusal is null)
            {
                // Not cancellable: once the work is done the caller is owed an answer that is true.
                await transaction.CommitAsync(CancellationToken.None);
                tx.Signal();
            }

            return outcome;
        }
        catch
        {
            // Whatever state the connection is in, the next unit of work starts on a fresh one.
            await CloseAsync();
            throw;
        }
    }

    private async Task CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            await writer.DisposeAsync();
        }
    }

    private static bool IsBusy(Exception error) =>
        error is RevisionConflictException or SqliteException { SqliteErrorCode: SqliteBusy } || error.InnerException is { } inner && IsBusy(inner);

    private sealed record Writer(SqliteConnection Connection, PreparedCommands Commands, DbContextOptions<CaseDbContext> Joining) : IAsyncDisposable
    {
        public static async Task<Writer> OpenAsync(SqliteDatabase database, CancellationToken cancellationToken)
        {
            var connection = await database.OpenWriterAsync(cancellationToken);
            return new(connection, new PreparedCommands(connection), SqliteDatabase.OptionsOn(connection));
        }

        public async ValueTask DisposeAsync()
        {
            await Commands.DisposeAsync();
            await Connection.DisposeAsync();
        }
    }
}

/// <summary>What was read has changed before it could be written; the unit of work is run again from fresh state.</summary>
internal sealed class RevisionConflictException(string what) : Exception($"{what} was changed by another writer.");
