using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Tests.Audit;

/// <summary>Somebody with the database file takes off what protects it and edits.</summary>
internal static class HistoryTampering
{
    public static void Do(string dataFolder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(dataFolder, "caseworkflows.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat('DROP TRIGGER ' || name, ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case_events'";
        command.CommandText = $"{command.ExecuteScalar() as string}; PRAGMA ignore_check_constraints = ON; {sql}";
        command.ExecuteNonQuery();
    }
}
