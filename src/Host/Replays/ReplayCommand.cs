using System.CommandLine;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Replays;

/// <summary>Checks from outside that instances are what their journals say: works beside a running service, writes nothing.</summary>
internal static class ReplayCommand
{
    private static readonly Argument<string[]> Instances = new("instance") { Description = "Ids of workflow instances.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<bool> All = new("--all") { Description = "Every instance." };

    private static readonly Option<int?> Sample = new("--sample") { Description = "So many instances, evenly spread from the oldest to the newest." };

    public static Command Create(BuildHost build)
    {
        var command = new Command("replay", "Run recorded instances again from their journals and compare the state to the byte. Exit 0 only when all are the same.") { Instances, All, Sample };
        command.Validators.Add(result =>
        {
            var ways = (result.GetValue(Instances) is { Length: > 0 } ? 1 : 0) + (result.GetValue(All) ? 1 : 0) + (result.GetValue(Sample) is null ? 0 : 1);
            if (ways != 1 || result.GetValue(Sample) < 1)
            {
                result.AddError("Name instances, or say --all, or --sample with a number from 1 on.");
            }
        });
        command.SetAction((parsed, cancellationToken) => RunAsync(build, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var output = parsed.InvocationConfiguration.Output;
        await using var app = build(GlobalOptions.ConfigurationFrom(parsed), TimeProvider.System);
        if (!await app.Services.GetRequiredService<DatabaseSchema>().IsCurrentAsync(ct))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"There is no database of this version{(app.Services.GetRequiredService<HostSettings>() is { Postgres: null } settings ? $" in {settings.DataFolder}" : "")}; run 'migrate' first.");
            return 1;
        }

        var replays = app.Services.GetRequiredService<InstanceReplays>();
        var chosen = parsed.GetValue(Instances) is { Length: > 0 } named ? named : await replays.ChooseAsync(parsed.GetValue(Sample), ct);
        var different = 0;
        foreach (var id in chosen)
        {
            var differences = await replays.DifferencesAsync(id, ct) ?? ["there is no such instance"];
            different += differences.Count > 0 ? 1 : 0;
            foreach (var line in differences)
            {
                await output.WriteLineAsync($"{id}: {line}");
            }
        }

        await output.WriteLineAsync($"{chosen.Count} instances replayed, {different} differ.");
        return different == 0 ? 0 : 1;
    }
}
