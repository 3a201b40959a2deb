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

    private readonly string _name;

    private PostgresTestDatabase(string name) => _name = name;

    public string ConnectionString => To(_name);

    /// <summary>With nothing in it, not even the schema.</summary>
    public static PostgresTestDatabase CreateEmpty() => Create("template0");

    public static PostgresTestDatabase Create() => Create(Template.Value);

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

    private static PostgresTestDatabase Create(string template)
    {
        var name = $"test_{Guid.NewGuid():N}";
        Execute($"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy");
        return new(name);
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
        Execute($"ALTER DATABASE {made._name} RENAME TO {template}");
        return template;
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(To("postgres"));
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private static string To(string database) => new NpgsqlConnectionStringBuilder(PostgresServer.ConnectionString) { Database = database }.ToString();
}
