using CaseWorkflows.Host.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>The database file and, in this one place, how connections to it behave.</summary>
internal sealed class SqliteDatabase(HostSettings settings)
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
        // busy_timeout: another process, such as a backup, may hold the file for a moment. cache_size: KiB when negative.
        // wal_autocheckpoint, in pages: pages that many commits touch are folded into the file once. Larger made the log itself slower, as it grew.
        command.CommandText = """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA busy_timeout = 10000;
            PRAGMA foreign_keys = ON;
            PRAGMA wal_autocheckpoint = 4000;
            PRAGMA cache_size = -32000;
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
}
