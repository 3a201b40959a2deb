using System.CommandLine;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Persistence;

internal static class MigrateCommand
{
    public static Command Create(BuildHost build)
    {
        var command = new Command("migrate", "Bring the database to this version's schema and exit. Doing it again changes nothing.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = build(GlobalOptions.ConfigurationFrom(parsed), TimeProvider.System);
            await app.Services.GetRequiredService<DataFolderLock>().HoldAsync(cancellationToken);
            await using var turn = await app.Services.GetRequiredService<Database>().TakeTurnAsync(cancellationToken);
            var applied = await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(cancellationToken);
            foreach (var migration in applied)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"applied {migration}");
            }

            await parsed.InvocationConfiguration.Output.WriteLineAsync($"The database is at {SchemaVersions.Newest}.");
            return 0;
        });
        return command;
    }
}
