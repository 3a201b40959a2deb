using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseWorkflows.Bench;

/// <summary>
/// Fills a database nobody has open: cases the product made are written again in bulk under other names, numbers and times. The older are closed; among the newest
/// every other one has an open task.
/// </summary>
internal sealed class Clones(DbConnection connection, Names names)
{
    private const int Batch = 20000;
    private const int Years = 5;

    /// <summary>How many people have claimed tasks.</summary>
    public const int People = 300;

    private sealed record Original(string Id, string Instance, string Number, long OpenedAt, bool IsOpen);

    public static async Task FillAsync(BenchDatabase database, int cases, int tasks)
    {
        var watch = Stopwatch.StartNew();
        await using DbConnection connection = database.ConnectionString is { } postgres
            ? new NpgsqlConnection(postgres + ";Command Timeout=0")
            : new SqliteConnection($"Data Source={Path.Combine(database.Folder, "data", "caseworkflows.db")};Pooling=False");
        await connection.OpenAsync();
        await new Clones(connection, new Names(7)).FillAsync(cases, tasks);
        Report.Line(FormattableString.Invariant($"filled with {cases} cases in {watch.Elapsed.TotalSeconds:0} s"));
    }

    private async Task FillAsync(int cases, int tasks)
    {
        // No other connection, no crash to survive: what the product may never do. The file is a log-writing one again when the product opens it.
        var guards = connection is SqliteConnection ? await TriggersAsync() : [];
        await ExecuteAsync(connection is SqliteConnection
            ? "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000; PRAGMA temp_store = MEMORY;" + string.Concat(guards.Select(guard => $"DROP TRIGGER {guard.Name};"))
            : "SET session_replication_role = replica; SET synchronous_commit = off; SET enable_hashjoin = off; SET enable_mergejoin = off"); // else each batch looks through all before it
        await ExecuteAsync(ClonesSql.Create);
        var originals = await OriginalsAsync();
        var (open, closed) = (originals.Where(one => one.IsOpen).ToList(), originals.Where(one => !one.IsOpen).ToList());
        var (copy, now) = (ClonesSql.Copy(connection is NpgsqlConnection), DateTimeOffset.UnixEpoch.AddTicks(originals.Max(one => one.OpenedAt) - DateTimeOffset.UnixEpoch.Ticks));
        var (every, step) = (cases - originals.Count, TimeSpan.FromDays(365 * Years) / cases);
        for (var done = 0; done < every; done += Batch)
        {
            var clones = Enumerable.Range(done, Math.Min(Batch, every - done))
                .Select(place => Clone(place, place >= every - (2 * tasks) && place % 2 == 0 ? open[place / 2 % open.Count] : closed[place % closed.Count], now - (step * (every - place)))).ToList();
            await ExecuteAsync("BEGIN");
            await BulkInsert.RunAsync(connection, "clones", ClonesSql.Columns, clones);
            foreach (var statement in copy)
            {
                await ExecuteAsync(statement);
            }

            await BulkInsert.RunAsync(connection, "case_words", ["association_key", "word", "opened_at", "case_id", "name"], clones.SelectMany(Words).OrderBy(row => (string)row[1], StringComparer.Ordinal));
            await ExecuteAsync("COMMIT");
        }

        // What autovacuum does in the course of the years in which so many cases come together. SQLite is left as the product leaves it.
        await ExecuteAsync(connection is SqliteConnection ? string.Concat(guards.Select(guard => guard.Sql + ";")) + "PRAGMA journal_mode = WAL" : "VACUUM (ANALYZE)");
    }

    private object[] Clone(int place, Original original, DateTimeOffset openedAt)
    {
        var (name, hash) = (names.Next(), Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(place))));
        return [
            original.Id, original.Instance, original.Number, Id(openedAt), Id(openedAt), string.Create(CultureInfo.InvariantCulture, $"NTQ-{openedAt.Year}-9{place:0000000}"), Id(openedAt),
            name, ArabicText.Fold(name), string.Create(CultureInfo.InvariantCulture, $"056{place:0000000}"), hash, openedAt.UtcTicks, openedAt.UtcTicks - original.OpenedAt,
            string.Create(CultureInfo.InvariantCulture, $"person-{names.Below(People)}")];
    }

    /// <summary>The rows the product would have written for the name.</summary>
    private static IEnumerable<object[]> Words(object[] clone)
    {
        var words = NameWords.Of((string)clone[8]);
        return CaseWords.Entries(words).Select(word => new[] { SevenTasks.Association, word, clone[11], clone[3], CaseWords.NameOf(words) });
    }

    private static string Id(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");

    private async Task<List<Original>> OriginalsAsync()
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT id, workflow_instance_id, number, opened_at, closed_at IS NULL FROM cases ORDER BY opened_at";
        await using var reader = await command.ExecuteReaderAsync();
        var originals = new List<Original>();
        while (await reader.ReadAsync())
        {
            originals.Add(new(reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt64(3), reader.GetBoolean(4)));
        }

        return originals;
    }

    private async Task<List<(string Name, string Sql)>> TriggersAsync()
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        await using var reader = await command.ExecuteReaderAsync();
        var triggers = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            triggers.Add((reader.GetString(0), reader.GetString(1)));
        }

        return triggers;
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        await command.ExecuteNonQueryAsync();
    }
}
