using System.Globalization;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>
/// Makes a chosen write of the coming unit of work fail inside SQLite, whoever does it. The triggers that count are temporary: they belong to the writing
/// connection, which the unit of work throws away once something failed on it.
/// </summary>
internal sealed class SqliteFault(UnitOfWork unitOfWork, TestStore store) : WriteFault(store)
{
    private readonly TestStore _store = store;
    private const int Never = int.MaxValue;

    private List<string>? _tables;

    public override Task ArmAsync(int after) => ArmAsync(after, atCommit: false);

    public override Task ArmCommitAsync() => ArmAsync(Never, atCommit: true);

    public override Task DisarmAsync() => ArmAsync(Never, atCommit: false);

    private Task ArmAsync(int after, bool atCommit) => unitOfWork.WriteAsync<bool>(
        async (tx, _) =>
        {
            var connection = (SqliteConnection)tx.Connection;
            await ExecuteAsync(connection, """
                CREATE TEMP TABLE IF NOT EXISTS writes AS SELECT 0 AS left, 0 AS at_commit;
                CREATE TEMP TABLE IF NOT EXISTS parents (id INTEGER PRIMARY KEY);
                CREATE TEMP TABLE IF NOT EXISTS orphans (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED);
                """);
            foreach (var table in _tables ??= await _store.TablesAsync(connection))
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

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
