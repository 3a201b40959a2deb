using System.Data.Common;
using CaseWorkflows.Host.Projections;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

/// <summary>The database as far as its kind makes a difference. Features never ask which it is.</summary>
internal abstract class Database
{
    /// <summary>Contexts that read. The connection under them cannot write, whatever is tried: all writing goes through <see cref="UnitOfWork"/>.</summary>
    public abstract void UseForReading(DbContextOptionsBuilder options);

    /// <summary>A writing context on a connection someone else owns and closes.</summary>
    public abstract DbContextOptions<CaseDbContext> JoiningOn(DbConnection connection);

    /// <summary>A connection that may change the schema, for the caller to close. Makes the SQLite file when there is none.</summary>
    public abstract Task<DbConnection> OpenForSchemaAsync(CancellationToken cancellationToken);

    /// <summary>Lets statements on a reading connection take as long as they need, until it is closed: for walks over everything, which nobody waits for.</summary>
    public virtual Task AllowLongReadsAsync(DbConnection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A connection for a look, for the caller to close; null when there is no database yet.</summary>
    public abstract Task<DbConnection?> TryOpenReaderAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits until no other host prepares this database, and keeps others waiting until disposed. A host that dies meanwhile lets go of it.
    /// </summary>
    public abstract Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken);

    /// <summary>Reads the next events in the order in which they were committed.</summary>
    public abstract FeedSql FeedAfter(FeedPlace place, int most);

    /// <summary>Counts the tables named <c>@name</c>.</summary>
    public abstract string CountTables { get; }

    /// <summary>Schema versions of the hosts connected at the moment, this one left out; empty where there can be only one host.</summary>
    public abstract Task<IReadOnlyList<string>> VersionsConnectedAsync(DbConnection connection, CancellationToken cancellationToken);
}
