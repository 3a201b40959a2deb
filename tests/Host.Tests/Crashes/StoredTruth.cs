using System.Data.Common;
using CaseWorkflows.Host.NightWatch;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>What the database file says, read past the program, held against what was promised and against itself.</summary>
internal sealed class StoredTruth : IAsyncDisposable
{
    private const string Operations = "SELECT operation_id FROM operations UNION ALL SELECT operation_id FROM user_tasks WHERE operation_id IS NOT NULL";

    private readonly DbConnection _connection;
    private readonly TemporaryFolder? _copy;

    private StoredTruth(DbConnection connection, TemporaryFolder? copy) => (_connection, _copy) = (connection, copy);

    private bool OnSqlite => _connection is SqliteConnection;

    /// <summary>The database beside a process that may be running.</summary>
    public static Task<StoredTruth> OfAsync(TestStore data) => data.ConnectionString is null
        ? OpenAsync(Path.Combine(data.Folder, "caseworkflows.db"), SqliteOpenMode.ReadOnly, null)
        : Task.FromResult(new StoredTruth(data.Open(), null));

    /// <summary>A copy of what a dead process left, so that recovering it here takes nothing from its successor. PostgreSQL has recovered already.</summary>
    public static Task<StoredTruth> OfTheDeadAsync(TestStore store)
    {
        if (store.ConnectionString is not null)
        {
            return OfAsync(store);
        }

        var (data, copy) = (store.Folder, new TemporaryFolder());
        foreach (var file in new[] { "caseworkflows.db", "caseworkflows.db-wal" }.Where(file => File.Exists(Path.Combine(data, file))))
        {
            File.Copy(Path.Combine(data, file), Path.Combine(copy, file));
        }

        return OpenAsync(Path.Combine(copy, "caseworkflows.db"), SqliteOpenMode.ReadWrite, copy);
    }

    /// <summary>Everything that is wrong at a moment like any other.</summary>
    public async Task<IReadOnlyList<string>> WrongNowAsync(Acknowledged acknowledged)
    {
        var wrong = await FoundAsync(StoredQuestions.Impossible);
        if (OnSqlite)
        {
            wrong.AddRange((await ColumnAsync("PRAGMA quick_check")).Where(line => line != "ok").Select(line => $"damaged file: {line}"));
        }

        wrong.AddRange(await BrokenPromisesAsync(acknowledged));
        wrong.AddRange(await FoundByTheNightWatchAsync());
        return wrong;
    }

    /// <summary>Everything that is wrong once all work is done: nothing is left over, and nothing was done that was not acknowledged.</summary>
    public async Task<IReadOnlyList<string>> WrongAtTheEndAsync(Acknowledged acknowledged)
    {
        var wrong = (await WrongNowAsync(acknowledged)).Concat(await FoundAsync(StoredQuestions.Unfinished)).ToList();
        wrong.AddRange((await ColumnAsync("SELECT id FROM cases")).Except(acknowledged.Opened.Values.Select(one => one.Id)).Select(id => $"case nobody was told of: {id}"));
        wrong.AddRange((await ColumnAsync(Operations))
            .Except(acknowledged.Opened.Keys.Concat(acknowledged.Completed.Keys)).Select(id => $"operation nobody was told of: {id}"));
        wrong.AddRange((await ColumnAsync("SELECT id FROM user_tasks WHERE status = 'Completed'"))
            .Except(acknowledged.Completed.Values.Select(one => one.TaskId)).Select(id => $"completion nobody was told of: {id}"));
        return wrong;
    }

    public async Task<long> CountAsync(string sql) => long.Parse((await ColumnAsync(sql)).Single(), System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _copy?.Dispose();
    }

    private static async Task<StoredTruth> OpenAsync(string file, SqliteOpenMode mode, TemporaryFolder? copy)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync();
        return new(connection, copy);
    }

    private async Task<List<string>> FoundAsync(IEnumerable<(string What, string Sql)> questions)
    {
        var found = new List<string>();
        foreach (var (what, sql) in questions)
        {
            found.AddRange((await ColumnAsync(sql)).Select(id => $"{what}: {id}"));
        }

        return found;
    }

    private async Task<IEnumerable<string>> BrokenPromisesAsync(Acknowledged acknowledged)
    {
        var operations = (await ColumnAsync(Operations)).ToHashSet(StringComparer.Ordinal);
        var cases = (await ColumnAsync("SELECT id || ' ' || number FROM cases")).ToHashSet(StringComparer.Ordinal);
        var tasks = (await ColumnAsync("SELECT id || ' ' || case_id || ' ' || completed_by || ' ' || action FROM user_tasks WHERE status = 'Completed'")).ToHashSet(StringComparer.Ordinal);
        return acknowledged.Opened.Keys.Concat(acknowledged.Completed.Keys).Where(id => !operations.Contains(id)).Select(id => $"lost operation: {id}")
            .Concat(acknowledged.Opened.Values.Where(one => !cases.Contains($"{one.Id} {one.Number}")).Select(one => $"lost case: {one}"))
            .Concat(acknowledged.Completed.Values.Where(one => !tasks.Contains($"{one.TaskId} {one.CaseId} {one.By} {one.Action}")).Select(one => $"lost completion: {one}"));
    }

    /// <summary>Everything the night watch finds, but for what counts on a clock: hosts under test have clocks of their own.</summary>
    public async Task<IEnumerable<string>> FoundByTheNightWatchAsync()
    {
        var options = new DbContextOptionsBuilder<CaseDbContext>();
        _ = OnSqlite ? options.UseSqlite(_connection) : options.UseNpgsql(_connection);
        await using var context = new CaseDbContext(options.Options);
        var found = new List<string>();
        foreach (var watch in Watches.All.Where(watch => watch is not SqlWatch { Patience: not null }))
        {
            await foreach (var thing in watch.FindAsync(context, TimeProvider.System.GetUtcNow(), default))
            {
                found.Add($"{watch.Code}: {thing.Id}");
            }
        }

        return found;
    }

    /// <summary>The first column of every row of an answer.</summary>
    public async Task<List<string>> ColumnAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = OnSqlite ? sql : sql.Replace("data ->>", "data::jsonb ->>", StringComparison.Ordinal);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
        {
            values.Add(Convert.ToString(reader.GetValue(0), System.Globalization.CultureInfo.InvariantCulture)!);
        }

        return values;
    }
}
