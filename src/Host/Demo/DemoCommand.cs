using System.CommandLine;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Demo;

internal static class DemoCommand
{
    public static Command Create(BuildHost build)
    {
        var command = new Command("demo", "Serve with demonstration staff and cases, in a folder of its own (data/demo unless --data says otherwise).");
        command.SetAction((parsed, cancellationToken) => RunAsync(build, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var (output, configuration) = (parsed.InvocationConfiguration.Output, (string[])[.. OwnFolder(GlobalOptions.ConfigurationFrom(parsed)), $"--{HostSettings.TryingOutKey}=true"]);
        await PrepareAsync(build, configuration, output, ct);
        return await Serving.RunAsync(build(configuration, TimeProvider.System), parsed.InvocationConfiguration, ct);
    }

    /// <summary>Demonstration people must not end up in a real database by a forgotten option.</summary>
    private static string[] OwnFolder(string[] configuration)
        => Array.Exists(configuration, option => option.StartsWith($"--{HostSettings.DataKey}=", StringComparison.OrdinalIgnoreCase))
            ? configuration
            : [.. configuration, $"--{HostSettings.DataKey}={Path.Combine(Repository.Root, "data", "demo")}"];

    private static async Task PrepareAsync(BuildHost build, string[] configuration, TextWriter output, CancellationToken ct)
    {
        var today = TimeProvider.System.GetUtcNow();
        var clock = new SteppedClock(today - TimeSpan.FromDays(60));
        await using var past = build(configuration, clock);
        RefuseRealDatabase(past.Services.GetRequiredService<HostSettings>());
        await past.Services.GetRequiredService<DataFolderLock>().HoldAsync(ct);
        await using var turn = await past.Services.GetRequiredService<Database>().TakeTurnAsync(ct);
        await past.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(ct);
        await past.Services.GetRequiredService<DefinitionImport>().RunAsync(mayPublish: true, ct);
        var associations = past.Services.GetRequiredService<AssociationRegistry>();
        var (password, accounts, ids) = await new DemoStaff(past.Services, associations).PrepareAsync(ct);
        var added = await new DemoCases(past.Services, clock, today, role => ids[role.Key]).PrepareAsync(associations, ct);
        if (added > 0)
        {
            clock.MoveTo(today);
            await new DemoDesk(past.Services, today, ids).PrepareAsync(associations, ct);
        }

        await output.WriteLineAsync($"\nDemonstration: {associations.All.Count} associations, {added} cases added.\nEvery account below has the password {password} until the next start.\n");
        foreach (var (userName, roles) in accounts)
        {
            await output.WriteLineAsync($"  {userName,-26} {roles}");
        }

        await output.WriteLineAsync();
    }

    private static void RefuseRealDatabase(HostSettings settings)
    {
        if (settings.Postgres is { } postgres && !postgres.Database.Contains("demo", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingsException(
                "--database", HostSettings.DatabaseKey, "postgres", $"a demonstration is written only to a PostgreSQL database with 'demo' in its name, and this one is '{postgres.Database}'.");
        }
    }
}
