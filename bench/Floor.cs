using System.Data.Common;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseWorkflows.Bench;

/// <summary>What the disk allows: one raw commit of one 4 KB row per step, eight per case. On SQLite with WAL and <c>synchronous=FULL</c>.</summary>
internal static class Floor
{
    public static async Task<Rates> MeasureAsync(BenchDatabase database, TimeSpan time)
    {
        await using DbConnection connection = database.ConnectionString is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(database.Folder, "floor.db")};Pooling=False");
        await connection.OpenAsync();
        if (connection is SqliteConnection)
        {
            await ExecuteAsync(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS raw_floor (id INTEGER PRIMARY KEY, body BLOB)");
        }
        else
        {
            await ExecuteAsync(connection, "CREATE TABLE IF NOT EXISTS raw_floor (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body BYTEA)");
        }

        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO raw_floor (body) VALUES (@body)";
        var body = insert.CreateParameter();
        (body.ParameterName, body.Value) = ("@body", new byte[4096]);
        insert.Parameters.Add(body);
        await insert.PrepareAsync();
        await RunAsync(connection, insert, [], TimeSpan.FromSeconds(1));
        var latencies = new List<double>();
        var seconds = await RunAsync(connection, insert, latencies, time);
        await ExecuteAsync(connection, "DROP TABLE raw_floor");
        return Rates.Of(latencies, latencies.Count / 8.0 / seconds);
    }

    private static async Task<double> RunAsync(DbConnection connection, DbCommand insert, List<double> latencies, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            var started = Stopwatch.GetTimestamp();
            await using (var transaction = await connection.BeginTransactionAsync())
            {
                insert.Transaction = transaction;
                await insert.ExecuteNonQueryAsync();
                await transaction.CommitAsync();
            }

            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return watch.Elapsed.TotalSeconds;
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Cases a second, and how long one commit or resume took, in milliseconds.</summary>
internal sealed record Rates(double CasesPerSecond, double P50, double P95, double P99)
{
    public static Rates Of(List<double> milliseconds, double casesPerSecond)
    {
        milliseconds.Sort();
        return new(casesPerSecond, At(milliseconds, 0.5), At(milliseconds, 0.95), At(milliseconds, 0.99));
    }

    public static double At(List<double> sorted, double part) => sorted.Count == 0 ? 0 : sorted[(int)(part * (sorted.Count - 1))];
}
