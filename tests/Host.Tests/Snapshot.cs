using CaseWorkflows.Host.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// Holds the database to having stayed as it was: SQLite's own count of other connections' commits, which no write escapes, and the rows of every
/// table, which tell what it was that came.
/// </summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<string> _before = [];
    private long _version;

    private Snapshot(SqliteConnection connection) => _connection = connection;

    public static async Task<Snapshot> TakeAsync(HostFactory host)
    {
        var connection = new SqliteConnection(host.Services.GetRequiredService<SqliteDatabase>().ReaderConnectionString);
        await connection.OpenAsync();
        var snapshot = new Snapshot(connection);
        snapshot._before.AddRange(await snapshot.CountAsync());
        snapshot._version = await snapshot.ScalarAsync("PRAGMA data_version");
        return snapshot;
    }

    public async Task NothingWasWrittenAsync()
    {
        Assert.Equal(_before, await CountAsync());
        Assert.Equal(_version, await ScalarAsync("PRAGMA data_version"));
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<List<string>> CountAsync()
    {
        var tables = new List<string>();
        await using (var command = _connection.CreateCommand())
        {
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                tables.Add(reader.GetString(0));
            }
        }

        var counts = new List<string>();
        foreach (var table in tables)
        {
            counts.Add($"{table}: {await ScalarAsync($"SELECT count(*) FROM \"{table}\"")}");
        }

        return counts;
    }

    private async Task<long> ScalarAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
