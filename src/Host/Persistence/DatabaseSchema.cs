using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Persistence;

/// <summary>Brings the database to this build's schema and tells whether it is there.</summary>
internal sealed class DatabaseSchema(Database database, ILogger<DatabaseSchema> logger)
{
    /// <summary>
    /// Applies what is missing and answers with it; nothing the second time. Two hosts doing it at once take turns, see <see cref="Database.TakeTurnAsync"/>.
    /// Refuses a database that is too new for this build, and a change that hosts now connected could not stand.
    /// </summary>
    public async Task<IReadOnlyList<string>> UpgradeAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenForSchemaAsync(cancellationToken);
        var applied = await AppliedAsync(connection, cancellationToken);
        if (SchemaVersions.TooNewFor(SchemaVersions.Known, applied) is { } newer)
        {
            throw new InvalidOperationException(
                $"The database has migration '{newer}', which this version of the service cannot work beside. Run the version that made it, or a later one.");
        }

        foreach (var unknown in applied.Where(version => !SchemaVersions.Known.Contains(version.Id, StringComparer.Ordinal)))
        {
            logger.LogWarning("The database has migration {Migration} of a later version; this version may go on beside it", unknown.Id);
        }

        var missing = SchemaVersions.All.ExceptBy(applied.Select(version => version.Id), version => version.Id, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            await RefuseBesideOlderHostsAsync(connection, missing, cancellationToken);
            await MigrateAsync(connection, cancellationToken);
            logger.LogInformation("Database schema brought up to {Migration}", missing[^1].Id);
        }

        return missing.ConvertAll(version => version.Id);
    }

    /// <summary>True when this build can work on the database as it is now. It may become false later: a newer host may have changed the schema.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.TryOpenReaderAsync(cancellationToken);
        if (connection is null)
        {
            return false;
        }

        var applied = await AppliedAsync(connection, cancellationToken);
        return SchemaVersions.TooNewFor(SchemaVersions.Known, applied) is null
            && !SchemaVersions.Known.Except(applied.Select(version => version.Id), StringComparer.Ordinal).Any();
    }

    private async Task RefuseBesideOlderHostsAsync(DbConnection connection, IReadOnlyList<SchemaVersion> missing, CancellationToken cancellationToken)
    {
        if (SchemaVersions.LeftBehindBy(missing, await database.VersionsConnectedAsync(connection, cancellationToken)) is { } host)
        {
            throw new InvalidOperationException(
                $"A host built for '{host}' is connected and could not work after this upgrade. Stop the hosts of that version first, or bring them to one in between.");
        }
    }

    private async Task MigrateAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var context = new CaseDbContext(database.JoiningOn(connection));
        await context.Database.MigrateAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<SchemaVersion>> AppliedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = database.CountTables;
        var name = command.CreateParameter();
        (name.ParameterName, name.Value) = ("@name", "schema_versions");
        command.Parameters.Add(name);
        if (await command.ExecuteScalarAsync(cancellationToken) is 0L)
        {
            return [];
        }

        command.Parameters.Clear();
        command.CommandText = "SELECT id, oldest_host FROM schema_versions ORDER BY id";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new List<SchemaVersion>();
        while (await reader.ReadAsync(cancellationToken))
        {
            applied.Add(new(reader.GetString(0), reader.GetString(1)));
        }

        return applied;
    }
}
