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
    private readonly DbContextOptions<CaseDbContext> _joining;
    private readonly FaultPoints _faults;

    private SqliteWriter(SqliteConnection connection, FaultPoints faults)
    {
        (_connection, _handle, _faults) = (connection, SqliteBinding.HandleOf(connection), faults);
        (_statements, _joining) = (new SqliteStatements(_handle), SqliteDatabase.OptionsOn(connection));
    }

    /// <summary>False once SQLite has rolled the transaction back by itself, as it does when the disk is full.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static async Task<SqliteWriter> OpenAsync(SqliteDatabase database, FaultPoints faults)
        => new(await database.OpenWriterAsync(CancellationToken.None), faults);

    /// <summary>Immediate: the write lock is taken here, where waiting is harmless, and never upgraded half way.</summary>
    public void Begin() => Execute("BEGIN IMMEDIATE");

    /// <summary>A unit of work begins; what it does can be undone without the others' work.</summary>
    public CaseTransaction BeginUnit()
    {
        Execute("SAVEPOINT unit");
        return new CaseTransaction(_connection, _statements, _ => Task.FromResult(Join()), _faults);
    }

    public void KeepUnit() => Execute("RELEASE unit");

    public void UndoUnit()
    {
        Execute("ROLLBACK TO unit");
        Execute("RELEASE unit");
    }

    public void Commit() => Execute("COMMIT");

    /// <summary>Gives up whatever is open. Never fails: the connection is closed afterwards, which undoes it in any case.</summary>
    public void Abandon()
    {
        try
        {
            if (InTransaction)
            {
                Execute("ROLLBACK");
            }
        }
        catch (SqliteException)
        {
            // As said: closing undoes it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _statements.DisposeAsync();
        await _connection.DisposeAsync();
    }

    // The transaction is SQLite's and not ADO.NET's, which compiles BEGIN and COMMIT anew each time; EF is told to leave it alone.
    private CaseDbContext Join()
    {
        var context = new CaseDbContext(_joining);
        context.Database.AutoTransactionBehavior = AutoTransactionBehavior.Never;
        return context;
    }

    private void Execute(string sql)
    {
        var done = _statements.Get(sql).ExecuteAsync(CancellationToken.None);
        System.Diagnostics.Debug.Assert(done.IsCompleted, "SQLite never waits asynchronously.");
    }
}
