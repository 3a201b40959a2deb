using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence.Sqlite.Drafts;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>
/// Group commit. SQLite has one writer, and what costs is bringing a commit to the disk; so whoever finds nobody writing takes every waiting unit of
/// work into one transaction, each behind a savepoint, commits once and only then answers them all. A unit that fails is undone alone.
/// Where the whole transaction is lost, each of its units is run again by itself (docs/adr/0013).
/// </summary>
internal sealed class SqliteUnitOfWork(SqliteDatabase database, FaultPoints faults, ILogger<UnitOfWork> logger) : UnitOfWork
{
    private readonly WorkQueue _queue = new();
    private readonly SqliteDrafts _drafts = new(database, faults);
    private SqliteWriter? _writer;
    private int _writing;
    private bool _inCompany;
    private bool _disposed;

    public override Task<Outcome<T>> WriteAsync<T>(Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
        => Queue(new QueuedWork<T>(work, null, cancellationToken));

    /// <summary>While others write, or did a moment ago, it is worked out on the caller's thread meanwhile.</summary>
    public override async Task<Outcome<T>> WriteRevisedAsync<T>(Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        var alone = Volatile.Read(ref _writing) == 0 && !Volatile.Read(ref _inCompany);
        if (alone || await _drafts.TryAsync(work, cancellationToken) is not { } drafted)
        {
            return await WriteAsync(work, cancellationToken);
        }

        return drafted.Outcome.Refusal is null ? await Queue(new QueuedWork<T>(work, drafted, cancellationToken)) : drafted.Outcome;
    }

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        await LastAsync();
        _disposed = true;
        await _drafts.DisposeAsync();
        database.CloseReaders();
        await CloseAsync();
    }

    /// <summary>Waits for whoever still writes. A database that cannot be opened any more keeps nobody from leaving.</summary>
    private async Task LastAsync()
    {
        try
        {
            await WriteAsync<bool>((_, _) => Task.FromResult<Outcome<bool>>(true), CancellationToken.None);
        }
        catch (SqliteException closed)
        {
            logger.LogWarning(closed, "The database could not be opened once more before the end");
        }
    }

    private Task<Outcome<T>> Queue<T>(QueuedWork<T> queued)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _queue.Add(queued);
        if (TakeTurn())
        {
            // On this thread: a lone caller's work is done when the call returns.
            _ = WriteWaitingAsync();
        }

        return queued.Answered;
    }

    private bool TakeTurn() => Interlocked.CompareExchange(ref _writing, 1, 0) == 0;

    private async Task WriteWaitingAsync()
    {
        do
        {
            while (!_queue.IsEmpty)
            {
                await WriteGroupAsync();
                if (!_queue.IsEmpty)
                {
                    // Whoever came first has the answer now and is not kept for the others.
                    await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
                }
            }

            Interlocked.Exchange(ref _writing, 0); // with a full fence: whoever queues meanwhile sees it, or is seen below
        }
        while (!_queue.IsEmpty && TakeTurn());
    }

    private async Task WriteGroupAsync()
    {
        if (!await BeginAsync())
        {
            return;
        }

        var (writer, group, troubled) = (_writer!, new List<QueuedWork>(), false);
        try
        {
            while (_queue.Next(group) is { } work)
            {
                group.Add(work);
                troubled |= !await RunAsync(writer, work);
            }

            faults.Reach(FaultPoints.BeforeCommit);
            writer.Commit();
        }
        catch (Exception lost)
        {
            Disband(group, lost);
            await CloseAsync();
            return;
        }

        Volatile.Write(ref _inCompany, group.Count > 1);
        Answer(group);
        if (troubled)
        {
            // Whatever state the connection is in, the next group starts on a fresh one.
            await CloseAsync();
        }
    }

    /// <summary>What is committed is never run again, whatever happens here.</summary>
    private void Answer(List<QueuedWork> group)
    {
        try
        {
            faults.Reach(FaultPoints.AfterCommit);
        }
        catch (Exception unheard)
        {
            group.ForEach(work => work.Fail(unheard));
        }

        foreach (var work in group)
        {
            try
            {
                work.Settle();
            }
            catch (Exception signal)
            {
                logger.LogError(signal, "A signal after a commit failed");
            }
        }
    }

    /// <summary>False when nobody can write now: those waiting are told, or wait for the next try when another process holds the database.</summary>
    private async Task<bool> BeginAsync()
    {
        try
        {
            _writer ??= await SqliteWriter.OpenAsync(database, faults);
            _writer.Begin();
            return true;
        }
        catch (Exception closed)
        {
            foreach (var work in _queue.TakeAll())
            {
                RunAgainOrFail(work, closed, _queue.Add);
            }

            await CloseAsync();
            return false;
        }
    }

    /// <summary>False when the connection should not be used further. Throws when the whole transaction is lost.</summary>
    private static async Task<bool> RunAsync(SqliteWriter writer, QueuedWork work)
    {
        for (var run = 1; ; run++)
        {
            var tx = writer.BeginUnit();
            try
            {
                if (await work.RunInTx(tx))
                {
                    writer.KeepUnit();
                }
                else
                {
                    writer.UndoUnit();
                }

                return true;
            }
            catch (RevisionConflictException) when (writer.InTransaction)
            {
                writer.UndoUnit();
                if (run == MostConflicts)
                {
                    work.Refuse(ChangedMeanwhile());
                    return true;
                }
            }
            catch (Exception failed) when (writer.InTransaction && !IsBusy(failed))
            {
                writer.UndoUnit();
                work.Fail(failed);
                return false;
            }
        }
    }

    /// <summary>Nothing of the group is in the database. In company each is run again by itself, so that only the guilty one fails.</summary>
    private void Disband(List<QueuedWork> group, Exception lost)
    {
        _writer!.Abandon();
        foreach (var work in group)
        {
            RunAgainOrFail(work, lost, _queue.AddAlone, inCompany: group.Count > 1);
        }
    }

    private void RunAgainOrFail(QueuedWork work, Exception error, Action<QueuedWork> queue, bool inCompany = false)
    {
        if ((inCompany || IsBusy(error)) && ++work.Troubles < MostTroubles)
        {
            logger.LogWarning("A transaction was lost to {Error}; attempt {Attempt} of {MostAttempts}", error.GetType().Name, work.Troubles + 1, MostTroubles);
            queue(work);
        }
        else
        {
            work.Fail(error);
            work.Settle();
        }
    }

    private async Task CloseAsync()
    {
        if (_writer is { } writer)
        {
            _writer = null;
            try
            {
                await writer.DisposeAsync();
            }
            catch (SqliteException left)
            {
                // The next group opens another; what this one held, SQLite gives up with it.
                logger.LogWarning(left, "A connection could not be closed");
            }
        }
    }

    private static bool IsBusy(Exception error) =>
        error is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY } || error.InnerException is { } inner && IsBusy(inner);
}
