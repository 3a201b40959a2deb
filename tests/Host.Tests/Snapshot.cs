using System.Data.Common;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// Holds the database to having stayed as it was: how many rows each table has, and a count that no write escapes. SQLite has one of its own, of other
/// connections' commits; on PostgreSQL it is made of which transaction wrote which row.
/// </summary>
internal sealed class Snapshot : IAsyncDisposable
{
    private const string SqliteTables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
    private const string PostgresTables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";

    private readonly DbConnection _connection;
    private readonly bool _onPostgres;
    private readonly List<string> _before = [];

    private Snapshot(TestStore store) => (_connection, _onPostgres) = (store.Open(), store.ConnectionString is not null);

    public static async Task<Snapshot> TakeAsync(HostFactory host)
    {
        _ = host.Services; // the host is up, and done with what it writes at start
        var snapshot = new Snapshot(host.Store);
        snapshot._before.AddRange(await snapshot.CountAsync());
        return snapshot;
    }

    public async Task NothingWasWrittenAsync() => Assert.Equal(_before, await CountAsync());

    /// <summary>For those who say themselves what it was.</summary>
    public async Task<bool> DiffersAsync() => !_before.SequenceEqual(await CountAsync(), StringComparer.Ordinal);

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task<List<string>> CountAsync()
    {
        var counts = new List<string>();
        foreach (var table in await ColumnAsync(_onPostgres ? PostgresTables : SqliteTables))
        {
            var writers = _onPostgres ? ", coalesce(sum(xmin::text::bigint), 0)" : "";
            counts.Add($"{table}: {string.Join(' ', await ColumnAsync($"SELECT count(*){writers} FROM \"{table}\""))}");
        }

        return _onPostgres ? counts : [.. counts, .. await ColumnAsync("PRAGMA data_version")];
    }

    /// <summary>The rows of a query, each as one text.</summary>
    private async Task<List<string>> ColumnAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }
}
