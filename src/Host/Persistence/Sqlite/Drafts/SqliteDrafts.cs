using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Persistence.Sqlite.Drafts;

/// <summary>What a unit of work came to beside the writer: its answer, given once its writes are committed.</summary>
internal sealed class Drafted<T>(Outcome<T> outcome, SqliteDraft draft, CaseTransaction tx)
{
    public Outcome<T> Outcome => outcome;

    public SqliteDraft Draft => draft;

    /// <summary>Has its signals; nothing is written in it.</summary>
    public CaseTransaction Tx => tx;
}

/// <summary>Works out units of work beside the writer, on their callers' threads, so that the writer's turn is spent on writing (docs/adr/0013).</summary>
internal sealed class SqliteDrafts(SqliteDatabase database, FaultPoints faults) : IAsyncDisposable
{
    private readonly SqliteReaders _readers = new(database);

    /// <summary>Null when it can only be done in its turn, or failed: then its turn will show why.</summary>
    public async Task<Drafted<T>?> TryAsync<T>(Func<CaseTransaction, CancellationToken, Task<Outcome<T>>> work, CancellationToken cancellationToken)
    {
        try
        {
            var reader = await _readers.RentAsync(cancellationToken);
            try
            {
                var draft = new SqliteDraft(reader);
                var tx = new CaseTransaction(reader.Connection, draft, _ => throw new NeedsTurnException(), faults);
                return new(await work(tx, cancellationToken), draft, tx);
            }
            finally
            {
                await _readers.GiveBackAsync(reader);
            }
        }
        catch (Exception)
        {
            return null;
        }
    }

    public ValueTask DisposeAsync() => _readers.DisposeAsync();
}
