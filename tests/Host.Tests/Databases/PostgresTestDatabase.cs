using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Postgres;
using CaseWorkflows.Host.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CaseWorkflows.Host.Tests.Databases;

/// <summary>A database of one test's own with this build's schema in it, dropped when disposed. A copy of one that was migrated once, which is quicker.</summary>
internal sealed class PostgresTestDatabase : IDisposable
{
    private static readonly Lazy<string> Template = new(MigrateTemplate);

    private readonly string _server;
    private readonly string _name;

    private PostgresTestDatabase(string server, string name) => (_server, _name) = (server, name);

    public string ConnectionString => To(_server, _name);

    /// <summary>With nothing in it, not even the schema.</summary>
    public static PostgresTestDatabase CreateEmpty() => Create(PostgresServer.ConnectionString, "TEMPLATE template0");

    /// <summary>The same on another server.</summary>
    /// <param name="server">Its connection string.</param>
    /// <param name="where">Further words for CREATE DATABASE.</param>
    public static PostgresTestDatabase CreateEmptyOn(string server, string where) => Create(server, $"TEMPLATE template0 {where}");

    public static PostgresTestDatabase Create() => Create(PostgresServer.ConnectionString, $"TEMPLATE {Template.Value}");

    /// <summary>Another one with the same in it. Whoever is connected is thrown out, as PostgreSQL asks.</summary>
    public PostgresTestDatabase Copy()
    {
        EndConnections();
        return Create(_server, $"TEMPLATE {_name}");
    }

    /// <summary>Whoever is still connected is thrown out.</summary>
    public void Dispose() => Execute($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");

    public void EndConnections() => Execute($"SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{_name}'");

    public void RefuseConnections(bool refuse)
    {
        Execute($"ALTER DATABASE {_name} ALLOW_CONNECTIONS {!refuse}");
        if (refuse)
        {
            EndConnections();
        }
    }

    /// <summary>On its server, past whoever uses it.</summary>
    public void Execute(string sql) => Execute(_server, sql);

    /// <summary>What every new connection to it begins with; those there are end.</summary>
    public void SetForNewConnections(string setting)
    {
        Execute($"ALTER DATABASE {_name} SET {setting}");
        EndConnections();
    }

    private static PostgresTestDatabase Create(string server, string how)
    {
        var name = $"test_{Guid.NewGuid():N}";
        Execute(server, $"CREATE DATABASE {name} {how} STRATEGY file_copy");
        return new(server, name);
    }

    private static string MigrateTemplate()
    {
        using var made = CreateEmpty();
        Task.Run(async () =>
        {
            await using var database = new PostgresDatabase(PostgresSettings.Read(made.ConnectionString));
            await new DatabaseSchema(database, NullLogger<DatabaseSchema>.Instance).UpgradeAsync(default);
        }).GetAwaiter().GetResult();
        var template = $"template_{Guid.NewGuid():N}";
        made.Execute($"ALTER DATABASE {made._name} RENAME TO {template}");
        return template;
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new NpgsqlConnection($"{To(server, "postgres")};Pooling=false"); // a server that was restarted would leave dead ones in a pool
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string To(string server, string database) => new NpgsqlConnectionStringBuilder(server) { Database = database }.ToString();
}
