using System.Collections.Concurrent;
using CaseWorkflows.Host.Persistence.Statements;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Persistence.Sqlite.Drafts;

/// <summary>Reading connections with their prepared statements, kept for the next draft.</summary>
internal sealed class SqliteReaders(SqliteDatabase database) : IAsyncDisposable
{
    // As many drafts as there are processors make progress at once; whoever comes on top opens one and closes it again.
    private static readonly int Most = Environment.ProcessorCount * 2;

    private readonly ConcurrentBag<SqliteReader> _idle = [];

    public async ValueTask<SqliteReader> RentAsync(CancellationToken cancellationToken)
        => _idle.TryTake(out var reader) ? reader : new(await database.OpenReaderAsync(cancellationToken));

    public ValueTask GiveBackAsync(SqliteReader reader)
    {
        if (_idle.Count >= Most)
        {
            return reader.DisposeAsync();
        }

        _idle.Add(reader);
        return default;
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var reader))
        {
            await reader.DisposeAsync();
        }
    }
}

/// <summary>A connection that cannot write. For one draft at a time.</summary>
internal sealed class SqliteReader(SqliteConnection connection) : IAsyncDisposable
{
    public SqliteConnection Connection => connection;

    public SqliteStatements Statements { get; } = new(SqliteBinding.HandleOf(connection));

    public async ValueTask DisposeAsync()
    {
        await Statements.DisposeAsync();
        await connection.DisposeAsync();
    }
}
