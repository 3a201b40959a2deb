using CaseWorkflows.Host.Persistence.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

/// <summary>Brings the database to this build's schema and tells whether it is there.</summary>
internal sealed class DatabaseSchema(SqliteDatabase database, ILogger<DatabaseSchema> logger)
{
    /// <summary>Migrations of this build in order, as EF reads them off the classes.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        .. typeof(DatabaseSchema).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes(typeof(Microsoft.EntityFrameworkCore.Migrations.MigrationAttribute), inherit: false))
            .Cast<Microsoft.EntityFrameworkCore.Migrations.MigrationAttribute>()
            .Select(migration => migration.Id)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Applies what is missing and answers with it; nothing the second time. Refuses a database newer than this build.</summary>
    public async Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenWriterAsync(cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        if (applied.Except(Known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException(
                $"The database has migration '{newer}', which this version of the service does not know. Run the version that made it.");
        }

        var missing = Known.Except(applied, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            await using var context = new CaseDbContext(SqliteDatabase.OptionsOn(connection));
            await context.Database.MigrateAsync(cancellationToken);
            logger.LogInformation("Database schema brought up to {Migration}", missing[^1]);
        }

        return missing;
    }

    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(database.ReaderConnectionString);
        await connection.OpenAsync(cancellationToken);
        return Known.SequenceEqual(await AppliedAsync(connection, cancellationToken), StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> AppliedAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'";
        if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            return [];
        }

        command.CommandText = "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(reader.GetString(0));
        }

        return applied;
    }
}
