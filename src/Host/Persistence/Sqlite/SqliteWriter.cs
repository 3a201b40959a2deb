using CaseWorkflows.Host.Persistence.Statements;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>The one connection that writes, and the transaction open on it. Stays open between groups, so prepared statements and the page cache survive.</summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3 _handle;
    private readonly SqliteStatements _statements;
    private readonly Func<DbContextOptions<CaseDbContext>> _joining;
    private readonly FaultPoints _faults;
    private SqliteTransaction? _transaction;

    private SqliteWriter(SqliteConnection connection, FaultPoints faults)
    {
        (_connection, _handle, _faults) = (connection, SqliteBinding.HandleOf(connection), faults);
        var joining = SqliteDatabase.OptionsOn(connection);
        (_statements, _joining) = (new SqliteStatements(_handle), () => joining);
    }

    /// <summary>False once SQLite has rolled the transaction back by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static async Task<SqliteWriter> OpenAsync(SqliteDatabase database, FaultPoints faults)
        => new(await database.OpenWriterAsync(CancellationToken.None), faults);

    /// <summary>Immediate: the write lock is taken here, where waiting is harmless, and never upgraded half way.</summary>
    public void Begin() => _transaction = _connection.BeginTransaction(deferred: false);

    /// <summary>A unit of work begins; what it does can be undone without the others' work.</summary>
    public CaseTransaction BeginUnit()
    {
        Execute("SAVEPOINT unit");
        return new CaseTransaction(_transaction!, _statements, _joining, _faults);
    }

    public void KeepUnit() => Execute("RELEASE unit");

    public void UndoUnit()
    {
        Execute("ROLLBACK TO unit");
        Execute("RELEASE unit");
    }

    public void Commit()
    {
        _transaction!.Commit();
        End();
    }

    /// <summary>Gives up whatever is open. Never fails: the connection is closed afterwards, which undoes it in any case.</summary>
    public void Abandon()
    {
        try
        {
            if (InTransaction)
            {
                _transaction?.Rollback();
            }

            End();
        }
        catch (SqliteException)
        {
            _transaction = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _statements.DisposeAsync();
        _transaction?.Dispose();
        await _connection.DisposeAsync();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    private void Execute(string sql)
    {
        var done = _statements.Get(sql).ExecuteAsync(CancellationToken.None);
        System.Diagnostics.Debug.Assert(done.IsCompleted, "SQLite never waits asynchronously.");
    }
}
