using System.Data.Common;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>The database file and, in this one place, how connections to it behave.</summary>
internal sealed class SqliteDatabase(HostSettings settings) : Database
{
    private const int BusySeconds = 10;

    /// <summary>
    /// Readers cannot write, whatever they try: all writing goes through <see cref="UnitOfWork"/>. They open read-only, so the file and its
    /// WAL must exist, which the writer sees to at start.
    /// </summary>
    public string ReaderConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = settings.DatabaseFile,
        Mode = SqliteOpenMode.ReadOnly,
        DefaultTimeout = BusySeconds,
    }.ToString();

    private string WriterConnectionString { get; } = new SqliteConnectionStringBuilder
    {
        DataSource = settings.DatabaseFile,
        Mode = SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = BusySeconds,
        Pooling = false,
    }.ToString();

    public async Task<SqliteConnection> OpenWriterAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(WriterConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();

        // WAL: readers never wait for the writer. FULL: an answered request survives a power cut, not only a crash.
        // busy_timeout: another process, such as a backup, may hold the file for a moment. cache_size: KiB when negative, and only as much as the file has; among
        // a million cases it keeps the inner pages of the indexes, which every burst on an old case goes through.
        // wal_autocheckpoint, in pages: pages that many commits touch are folded into the file once. Larger made the log itself slower, as it grew.
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA busy_timeout = 10000;
            PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA cache_size = -256000;
            PRAGMA temp_store = MEMORY;
            PRAGMA journal_size_limit = 67108864;
            """;
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    /// <summary>Closes idle readers, so that the writer is the last to close and folds the WAL into the file.</summary>
    public void CloseReaders()
    {
        using var reader = new SqliteConnection(ReaderConnectionString);
        SqliteConnection.ClearPool(reader);
    }

    /// <summary>A writing context on a connection someone else owns and closes.</summary>
    public static DbContextOptions<CaseDbContext> OptionsOn(SqliteConnection connection) =>
        new DbContextOptionsBuilder<CaseDbContext>().UseSqlite(connection).Options;

    public override void UseForReading(DbContextOptionsBuilder options) => options.UseSqlite(ReaderConnectionString);

    public override DbContextOptions<CaseDbContext> JoiningOn(DbConnection connection) => OptionsOn((SqliteConnection)connection);

    public override async Task<DbConnection> OpenForSchemaAsync(CancellationToken cancellationToken) => await OpenWriterAsync(cancellationToken);

    public override async Task<DbConnection?> TryOpenReaderAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(settings.DatabaseFile))
        {
            return null;
        }

        return await OpenReaderAsync(cancellationToken);
    }

    public async Task<SqliteConnection> OpenReaderAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ReaderConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <summary>Nothing to wait for: whoever holds the data folder is alone.</summary>
    public override Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new NoTurn());

    public override FeedSql FeedAfter(FeedPlace place, int most) => FeedSql.Single(place, most);

    public override string CountTables => "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = @name";

    public override Task<IReadOnlyList<string>> VersionsConnectedAsync(DbConnection connection, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);

    private sealed class NoTurn : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
