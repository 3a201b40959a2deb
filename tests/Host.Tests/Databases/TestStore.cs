using System.Data.Common;
using CaseWorkflows.Host.Settings;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>Where hosts under test keep what must survive them: a data folder and, in the run on PostgreSQL, a database. Gone when disposed.</summary>
public sealed class TestStore : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string? _elsewhere;
    private readonly PostgresTestDatabase? _database;
    private string? _others;

    /// <summary>SQLite is bound by the program as it is loaded, which a test that only starts processes would not do.</summary>
    static TestStore() => System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(typeof(Program).Module.ModuleHandle);

    public TestStore()
        : this(TestedDatabase.IsPostgres ? PostgresTestDatabase.Create() : null)
    {
    }

    private TestStore(PostgresTestDatabase? database, string? elsewhere = null) => (_database, _elsewhere) = (database, elsewhere);

    /// <summary>On SQLite in a folder that is somebody else's to remove.</summary>
    public static TestStore OnSqlite(string folder) => new(null, folder);

    /// <summary>What another process has made, and will remove.</summary>
    public static TestStore OfAnother(string folder, string? postgres) => new(null, folder) { _others = postgres };

    /// <summary>What another has by now, once nobody works on it any more.</summary>
    public static TestStore CopyOf(TestStore other)
    {
        var copy = new TestStore(other._database?.Copy());
        foreach (var file in Directory.EnumerateFiles(other.Folder, "*", SearchOption.AllDirectories).Where(file => !file.Contains("logs", StringComparison.Ordinal)))
        {
            var target = Path.Combine(copy.Folder, Path.GetRelativePath(other.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return copy;
    }

    /// <summary>On PostgreSQL whatever the run is about, for several hosts at once.</summary>
    public static TestStore OnPostgres() => new(PostgresTestDatabase.Create());

    /// <summary>On PostgreSQL, as a host finds it that is the first.</summary>
    public static TestStore OnEmptyPostgres() => new(PostgresTestDatabase.CreateEmpty());

    /// <summary>As the other, on a server of one's own.</summary>
    internal static TestStore OnEmptyPostgres(OwnPostgres server, string where = "") => new(PostgresTestDatabase.CreateEmptyOn(server.ConnectionString, where));

    public string Folder => _elsewhere ?? _folder.Path;

    /// <summary>Null on SQLite.</summary>
    public string? ConnectionString => _database?.ConnectionString ?? _others;

    /// <summary>What a host is told to find it.</summary>
    public IReadOnlyList<(string Key, string Value)> Configuration => ConnectionString is { } postgres
        ? [(HostSettings.DataKey, Folder), (HostSettings.DatabaseKey, "postgres"), (PostgresSettings.Key, postgres)]
        : [(HostSettings.DataKey, Folder)];

    /// <summary>True once a test has made or broken rows by hand: they need not be what the histories tell.</summary>
    public bool IsTampered { get; set; }

    /// <summary>Past the host, as somebody with the database would who means harm: without the triggers that guard the histories, and without checks.</summary>
    public void Tamper(string sql)
    {
        IsTampered = true;
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = ConnectionString is null
            ? "SELECT group_concat('DROP TRIGGER ' || name, ';') || ';PRAGMA ignore_check_constraints = ON' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'case_events'"
            : """
              SELECT 'ALTER TABLE case_events DISABLE TRIGGER USER' || coalesce((
                  SELECT string_agg(format(';ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname), '') FROM pg_constraint
                  WHERE contype = 'c' AND connamespace = 'public'::regnamespace), '')
              """;
        command.CommandText = (string)command.ExecuteScalar()! + ";" + sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A connection that may do anything, past the host.</summary>
    public DbConnection Open()
    {
        DbConnection connection = ConnectionString is { } postgres
            ? new NpgsqlConnection($"{postgres};Pooling=false")
            : new SqliteConnection($"Data Source={Path.Combine(Folder, "caseworkflows.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>The names of its tables.</summary>
    public async Task<List<string>> TablesAsync(DbConnection connection)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = ConnectionString is null
            ? "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename";
        await using var reader = await command.ExecuteReaderAsync();
        var names = new List<string>();
        while (await reader.ReadAsync())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>Ends every connection to the database, as a restart of PostgreSQL does. Those who connect again may.</summary>
    public void EndConnections() => _database!.EndConnections();

    /// <summary>Lets nobody in any more, and those who are in out; or in again.</summary>
    public void RefuseConnections(bool refuse) => _database!.RefuseConnections(refuse);

    /// <summary>What every new connection to the database begins with; those there are end.</summary>
    public void SetForNewConnections(string setting) => _database!.SetForNewConnections(setting);

    public void Dispose()
    {
        _folder.Dispose();
        _database?.Dispose();
    }
}
