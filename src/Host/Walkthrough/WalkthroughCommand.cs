using System.CommandLine;
using CaseWorkflows.Activities;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Walkthrough;

internal static class WalkthroughCommand
{
    private static readonly Argument<string> Association = new("association")
    {
        Description = "Key of the association whose procedure is walked, such as natiq.",
    };

    public static Command Create(BuildHost build)
    {
        var command = new Command("walkthrough", "Drive one case through an association's whole procedure on a clock of its own and print each step. Touches no data.") { Association };
        command.SetAction((parsed, cancellationToken) => RunAsync(build, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("caseworkflows-walkthrough-");
        try
        {
            var clock = new SteppedClock(TimeProvider.System.GetUtcNow());
            string[] quietly = ["--Serilog:MinimumLevel:Default=Fatal", $"--{HostSettings.DataKey}={folder.FullName}", $"--{HostSettings.DatabaseKey}=sqlite", $"--{HostSettings.TryingOutKey}=true"];
            await using var app = build([.. GlobalOptions.ConfigurationFrom(parsed), .. quietly], clock);
            await app.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(ct);
            await app.Services.GetRequiredService<DefinitionImport>().RunAsync(mayPublish: true, ct);
            await WalkStaff.HireAsync(app.Services, ct);
            return await WalkAsync(app.Services, parsed, clock, ct);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> WalkAsync(IServiceProvider services, ParseResult parsed, SteppedClock clock, CancellationToken ct)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        var associations = services.GetRequiredService<AssociationRegistry>();
        foreach (var finding in services.GetRequiredService<DefinitionImport>().Findings)
        {
            await error.WriteLineAsync(finding.ToString());
        }

        if (associations.Find(parsed.GetRequiredValue(Association)) is not { } association)
        {
            await error.WriteLineAsync($"There is no association '{parsed.GetRequiredValue(Association)}'. Known: {string.Join(", ", associations.All.Select(known => known.Key))}.");
            return 1;
        }

        var report = new WalkReport(output, TimeZoneInfo.FindSystemTimeZoneById(association.Profile.Calendar.TimeZone));
        await report.BeginAsync(association.Profile.Name.English, association.Profile.Procedure);
        var walk = new CaseWalk(services, clock, association, role => role.Key);
        var failure = await new Walkthrough(walk, association, clock, await WorkingTimeAsync(services, association, ct), report).RunAsync(ct);
        if (failure is not null)
        {
            await error.WriteLineAsync($"\nFAILED: {failure}");
        }

        return failure is null ? 0 : 1;
    }

    /// <summary>How long a step takes: twenty minutes, but a small part of the committee's floor, so that there is a too early even where it is seconds.</summary>
    private static async Task<TimeSpan> WorkingTimeAsync(IServiceProvider services, Association association, CancellationToken ct)
    {
        var usual = TimeSpan.FromMinutes(20);
        var definitions = services.GetRequiredService<DefinitionCatalogue>();
        var published = await services.GetRequiredService<UnitOfWork>().WriteAsync<string?>(
            async (tx, token) => await DefinitionCatalogue.PublishedVersionInTx(tx, association.Key, association.Profile.Procedure, token), ct);
        if (published.Value is not { } version)
        {
            return usual;
        }

        var floors = (await definitions.GraphAsync(version, ct)).Nodes.Select(node => node.Activity).OfType<CommitteeReview>().Select(review => review.WrittenFloor).OfType<TimeSpan>();
        return floors.Append(usual * 20).Min() / 20 is { Ticks: > 0 } part && part < usual ? part : usual;
    }
}
