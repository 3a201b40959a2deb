using System.Data.Common;
using CaseWorkflows.Host.Projections;
using CaseWorkflows.Host.Settings;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CaseWorkflows.Host.Persistence.Postgres;

/// <summary>The PostgreSQL database and, in this one place, how connections to it behave.</summary>
internal sealed class PostgresDatabase : Database, IAsyncDisposable
{
    /// <summary>What every connection says it is, with the schema version it was built for; seen in <c>pg_stat_activity</c>.</summary>
    private const string Application = "caseworkflows/";

    // Two pools a host: three hosts stay below the hundred connections PostgreSQL allows unless told otherwise.
    private const int PoolSize = 15;

    private const int PreparedStatements = 200;

    // Any number that nothing else on the database uses.
    private const long Turn = 0x43617365_576F726B;

    private readonly Lazy<NpgsqlDataSource> _writers;
    private readonly Lazy<NpgsqlDataSource> _readers;

    public PostgresDatabase(PostgresSettings settings)
    {
        _writers = new(() => NpgsqlDataSource.Create(Complete(settings, "-c idle_in_transaction_session_timeout=60s")));
        _readers = new(() => NpgsqlDataSource.Create(Complete(settings, "-c default_transaction_read_only=on")));
    }

    public NpgsqlDataSource Writers => _writers.Value;

    public NpgsqlDataSource Readers => _readers.Value;

    // A look fails once for every pooled connection when PostgreSQL was restarted; tried again it finds a new one.
    public override void UseForReading(DbContextOptionsBuilder options) => options.UseNpgsql(Readers, npgsql => npgsql.EnableRetryOnFailure(maxRetryCount: 3));

    public override DbContextOptions<CaseDbContext> JoiningOn(DbConnection connection) => new DbContextOptionsBuilder<CaseDbContext>().UseNpgsql(connection).Options;

    public override async Task<DbConnection> OpenForSchemaAsync(CancellationToken cancellationToken)
    {
        var connection = await Writers.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SET statement_timeout = 0; SET lock_timeout = 0", connection); // the pool undoes it
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public override async Task AllowLongReadsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SET statement_timeout = 0"; // the pool undoes it
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public override async Task<DbConnection?> TryOpenReaderAsync(CancellationToken cancellationToken) => await Readers.OpenConnectionAsync(cancellationToken);

    public override async Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenForSchemaAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT pg_advisory_lock({Turn})";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return new HeldTurn(connection);
    }

    public override FeedSql FeedAfter(FeedPlace place, int most) => FeedSql.Concurrent(place, most);

    public override string CountTables => "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = @name";

    public override async Task<IReadOnlyList<string>> VersionsConnectedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            SELECT DISTINCT substr(application_name, {Application.Length + 1}) FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE '{Application}%' AND application_name <> '{Name}'
            """;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var versions = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            versions.Add(reader.GetString(0));
        }

        return versions;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var pool in new[] { _readers, _writers }.Where(pool => pool.IsValueCreated))
        {
            await pool.Value.DisposeAsync();
        }
    }

    private static string Name => Application + SchemaVersions.Newest;

    /// <summary>What the connection string says wins over what is better left out of it.</summary>
    private static string Complete(PostgresSettings settings, string kind)
    {
        var (given, unsaid) = (new NpgsqlConnectionStringBuilder(settings.ConnectionString), new NpgsqlConnectionStringBuilder());
        return new NpgsqlConnectionStringBuilder(settings.ConnectionString)
        {
            ApplicationName = Name,
            MaxPoolSize = given.MaxPoolSize == unsaid.MaxPoolSize ? PoolSize : given.MaxPoolSize,
            MaxAutoPrepare = given.MaxAutoPrepare == unsaid.MaxAutoPrepare ? PreparedStatements : given.MaxAutoPrepare,
            AutoPrepareMinUsages = 2,

            // Nothing here takes long, so what does is stuck, and must not take a connection of the pool with it; and compiling a statement takes longer than any of them runs.
            Options = string.Join(' ', new[] { "-c statement_timeout=30s -c lock_timeout=10s -c jit=off", kind, given.Options }.Where(part => part is not null)),
        }.ToString();
    }

    /// <summary>Lets go at once; a connection that only went back to its pool would keep the lock until somebody takes it out again.</summary>
    private sealed class HeldTurn(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = $"SELECT pg_advisory_unlock({Turn})";
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
