using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Settings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace CaseWorkflows.Host.Tests;

/// <summary>A migrated database of one test's own, without a host around it.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public TestDatabase()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(HostSettings.DataKey, _folder)]).Build();
        Sqlite = new SqliteDatabase(HostSettings.Read(configuration));
        Schema = new DatabaseSchema(Sqlite, NullLogger<DatabaseSchema>.Instance);
        UnitOfWork = new SqliteUnitOfWork(Sqlite, Faults, NullLogger<UnitOfWork>.Instance);
    }

    public string Folder => _folder.Path;

    public SqliteDatabase Sqlite { get; }

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
    public CaseDbContext Read() => new(new DbContextOptionsBuilder<CaseDbContext>().UseSqlite(Sqlite.ReaderConnectionString).Options);

    public async Task ExecuteAsync(string sql) => await UnitOfWork.WriteAsync<int>(
        async (tx, ct) => await tx.Command(sql).ExecuteAsync(ct), default);

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection(Sqlite.ReaderConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await UnitOfWork.DisposeAsync();
        _folder.Dispose();
    }
}
