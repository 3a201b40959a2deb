using CaseWorkflows.Host.Persistence.Statements;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CaseWorkflows.Host.Persistence.Sqlite.Drafts;

/// <summary>
/// A unit of work worked out while others write. It reads from a connection of its own what it will write back over the revision it read, which is what it
/// locks elsewhere (<see cref="Locking"/>); what it writes is put down and done in its turn, where a revision that has moved shows. Whatever else it asks
/// for it may only see in its turn: then it is given up and run there.
/// </summary>
internal sealed class SqliteDraft(SqliteReader reader) : IStatementCache
{
    private readonly List<DraftedWrite> _writes = [];

    public bool IsEmpty => _writes.Count == 0;

    public Statement Get(string sql) => new DraftStatement(this, reader, sql);

    public void Add(DraftedWrite write) => _writes.Add(write);

    /// <summary>Does in the open transaction what was put down.</summary>
    /// <exception cref="RevisionConflictException">The draft was overtaken.</exception>
    public async ValueTask CarryOutInTx(CaseTransaction tx, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var write in _writes)
            {
                await write.CarryOutInTx(tx, cancellationToken);
            }
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            // Another has written what this one was to write, such as the history's next line. If it was not that, the work's own run will show.
            throw new RevisionConflictException("What a draft was to write");
        }
    }

    public ValueTask FlushAsync(CancellationToken cancellationToken) => throw new NeedsTurnException();

    public ValueTask DisposeAsync() => default;
}

/// <summary>The draft has come to something it may only do in its turn. Never leaves <see cref="SqliteUnitOfWork"/>.</summary>
internal sealed class NeedsTurnException : Exception;
