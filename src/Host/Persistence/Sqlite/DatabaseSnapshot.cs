using CaseWorkflows.Host.Settings;
using Microsoft.Data.Sqlite;

namespace CaseWorkflows.Host.Persistence.Sqlite;

/// <summary>
/// A copy of the SQLite file as it was at one moment, made while others read and write it. SQLite's online backup reads all pages within one read
/// transaction: writers go on into the WAL, which cannot be folded back meanwhile, and nothing else. <c>VACUUM INTO</c> gives the same guarantee and a
/// tighter file, but builds every index anew, which takes several times as long and as much processor.
/// </summary>
internal static class DatabaseSnapshot
{
    /// <summary>Copies into a new file and answers with what is in it.</summary>
    public static (string Schema, long Cases, long Events) Take(string databaseFile, string copy)
    {
        new FileStream(copy, PrivateFile.New()).Dispose();
        using (var source = Open(databaseFile, SqliteOpenMode.ReadOnly))
        using (var target = Open(copy, SqliteOpenMode.ReadWrite))
        {
            // Were it lost in a power cut, the backup would be made again; so no journal and no waiting for the disk.
            Execute(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
            source.BackupDatabase(target);
        }

        using var connection = Open(copy, SqliteOpenMode.ReadWrite);
        Execute(connection, "PRAGMA journal_mode = DELETE"); // the copy still says WAL, and would grow one when it is looked at
        return (
            Scalar<string>(connection, "SELECT id FROM schema_versions ORDER BY id DESC LIMIT 1"),
            Scalar<long>(connection, "SELECT count(*) FROM cases"),
            Scalar<long>(connection, "SELECT count(*) FROM case_events"));
    }

    /// <summary>What SQLite finds wrong with the pages, rows and indexes of a file; empty when nothing.</summary>
    public static IReadOnlyList<string> Faults(string databaseFile)
    {
        try
        {
            using var connection = Open(databaseFile, SqliteOpenMode.ReadWrite);
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(20)";
            using var reader = command.ExecuteReader();
            var faults = new List<string>();
            while (reader.Read())
            {
                faults.Add(reader.GetString(0));
            }

            return faults is ["ok"] ? [] : faults;
        }
        catch (SqliteException damaged)
        {
            return [damaged.Message];
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 60 }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static T Scalar<T>(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (T)command.ExecuteScalar()!;
    }
}
