using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Bench;

/// <summary>What the disk allows: one raw SQLite commit per step (WAL, synchronous FULL, one 4 KB row), eight per case.</summary>
internal static class Floor
{
    public static Rates Measure(string folder, TimeSpan time)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "floor.db")};Pooling=False");
        connection.Open();
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, body BLOB)");
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t (body) VALUES ($body)";
        insert.Parameters.AddWithValue("$body", new byte[4096]);
        var latencies = new List<double>();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            var started = Stopwatch.GetTimestamp();
            using (var transaction = connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                insert.ExecuteNonQuery();
                transaction.Commit();
            }

            latencies.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return Rates.Of(latencies, latencies.Count / 8.0 / watch.Elapsed.TotalSeconds);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

/// <summary>Cases a second, and how long one commit or resume took.</summary>
internal sealed record Rates(double CasesPerSecond, double Median, double P99)
{
    public static Rates Of(List<double> milliseconds, double casesPerSecond)
    {
        milliseconds.Sort();
        return new(casesPerSecond, At(milliseconds, 0.5), At(milliseconds, 0.99));
    }

    public override string ToString() => FormattableString.Invariant($"{CasesPerSecond,8:0.0} cases/s   median {Median,7:0.00} ms   p99 {P99,7:0.00} ms");

    private static double At(List<double> sorted, double part) => sorted[(int)(part * (sorted.Count - 1))];
}
