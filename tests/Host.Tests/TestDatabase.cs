using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Postgres;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseWorkflows.Host.Tests;

/// <summary>A migrated database of one test's own, of the kind this run is about, without a host around it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestStore _store;
    private readonly Database _database;

    public TestDatabase(TestStore? store = null)
    {
        _store = store ?? new TestStore();
        var settings = HostSettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(_store.Configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
        _database = settings.Postgres is { } postgres ? new PostgresDatabase(postgres) : new SqliteDatabase(settings);
        Schema = new DatabaseSchema(_database, NullLogger<DatabaseSchema>.Instance);
        UnitOfWork = _database is PostgresDatabase server
            ? new PostgresUnitOfWork(server, Faults, NullLogger<UnitOfWork>.Instance)
            : new SqliteUnitOfWork(Sqlite, Faults, NullLogger<UnitOfWork>.Instance);
    }

    public string Folder => _store.Folder;

    /// <summary>For tests about SQLite alone.</summary>
    public SqliteDatabase Sqlite => (SqliteDatabase)_database;

    public DatabaseSchema Schema { get; }

    public UnitOfWork UnitOfWork { get; }

    public FaultPoints Faults { get; } = new();

    public static async Task<TestDatabase> CreateAsync()
    {
        var database = new TestDatabase();
        await database.Schema.UpgradeAsync(default);
        return database;
    }

    /// <summary>A reading context, as the factory hands out.</summary>
    public CaseDbContext Read()
    {
        var options = new DbContextOptionsBuilder<CaseDbContext>();
        _database.UseForReading(options);
        return new(options.Options);
    }

    public async Task ExecuteAsync(string sql) => await UnitOfWork.WriteAsync<int>(
        async (tx, ct) => await tx.Command(sql).ExecuteAsync(ct), default);

    public async Task<object?> ScalarAsync(string sql) => (await RowsAsync(sql)).FirstOrDefault();

    /// <summary>The first column of every row, read past the program.</summary>
    public async Task<List<object>> RowsAsync(string sql)
    {
        await using var connection = _store.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await UnitOfWork.DisposeAsync();
        await (_database as IAsyncDisposable ?? UnitOfWork).DisposeAsync();
        _store.Dispose();
    }
}
