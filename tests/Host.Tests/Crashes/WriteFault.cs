using System.Globalization;
using CaseWorkflows.Host.Persistence;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>
/// Makes a chosen write of the coming unit of work fail inside SQLite, whoever does it. The triggers that count are temporary: they belong to the writing
/// connection, which the unit of work throws away once something failed on it.
/// </summary>
internal sealed class WriteFault(UnitOfWork unitOfWork, string readerConnection)
{
    private const int Never = int.MaxValue;

    private List<string>? _tables;

    /// <summary>The write after that many others fails.</summary>
    public Task ArmAsync(int after) => ArmAsync(after, atCommit: false);

    /// <summary>Every write is let through and the commit fails.</summary>
    public Task ArmCommitAsync() => ArmAsync(Never, atCommit: true);

    public Task DisarmAsync() => ArmAsync(Never, atCommit: false);

    /// <summary>Every row of every table but those named, as text: equal before and after means nothing was written.</summary>
    public async Task<string> ContentAsync(params string[] except)
    {
        await using var connection = new SqliteConnection(readerConnection);
        await connection.OpenAsync();
        var content = new System.Text.StringBuilder();
        foreach (var table in (await TablesAsync(connection)).Except(except, StringComparer.Ordinal))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\" ORDER BY 1, 2";
            await using var reader = await command.ExecuteReaderAsync();
            content.AppendLine(CultureInfo.InvariantCulture, $"# {table}");
            while (await reader.ReadAsync())
            {
                var values = Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] blob ? Convert.ToHexString(blob) : reader.GetValue(column));
                content.AppendJoin('|', values).AppendLine();
            }
        }

        return content.ToString();
    }

    private Task ArmAsync(int after, bool atCommit) => unitOfWork.WriteAsync<bool>(
        async (tx, _) =>
        {
            var connection = (SqliteConnection)tx.Connection;
            await ExecuteAsync(connection, """
                CREATE TEMP TABLE IF NOT EXISTS writes AS SELECT 0 AS left, 0 AS at_commit;
                CREATE TEMP TABLE IF NOT EXISTS parents (id INTEGER PRIMARY KEY);
                CREATE TEMP TABLE IF NOT EXISTS orphans (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
                """);
            foreach (var table in _tables ??= await TablesAsync(connection))
            {
                foreach (var change in new[] { "INSERT", "UPDATE", "DELETE" })
                {
                    await ExecuteAsync(connection, TriggerOn(table, change));
                }
            }

            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"UPDATE temp.writes SET left = {after}, at_commit = {(atCommit ? 1 : 0)}"));
            return true;
        },
        default);

    private static string TriggerOn(string table, string change) => $"""
        CREATE TEMP TRIGGER IF NOT EXISTS "fault_{table}_{change}" BEFORE {change} ON main."{table}"
        BEGIN
            SELECT CASE WHEN left = 0 THEN RAISE(ABORT, 'a fault of the test') END FROM writes;
            INSERT INTO orphans SELECT 1 FROM writes WHERE at_commit;
            UPDATE writes SET left = left - 1;
        END
        """;

    private static async Task<List<string>> TablesAsync(SqliteConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
