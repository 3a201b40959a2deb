using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using CaseWorkflows.Activities.Rehearsals;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Host.Rehearsals;

/// <summary>Rehearses definition files without a database, for whoever edits them in files.</summary>
internal static class RehearseCommand
{
    private static readonly Argument<FileInfo> File = new("file") { Description = "The definition file." };

    private static readonly Option<FileInfo?> Against = new("--against") { Description = "Another definition file to play the same cases through." };

    private static readonly Option<int> Cases = new("--cases") { Description = "How many made-up cases.", DefaultValueFactory = _ => new RehearsalAssumptions().Cases };

    private static readonly Option<int> Seed = new("--seed") { Description = "Which ones: the same seed is the same people.", DefaultValueFactory = _ => 1 };

    private static readonly Option<double> Arrivals = new("--arrivals") { Description = "Cases that come in on a working day.", DefaultValueFactory = _ => new RehearsalAssumptions().ArrivalsPerWorkingDay };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the figures as JSON." };

    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var command = new Command("rehearse", "Play made-up cases through a definition on a clock of its own and say how long they take, who waits and which ways are taken.")
        {
            File, Against, Cases, Seed, Arrivals, Json,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var streams = parsed.InvocationConfiguration;
        if (parsed.GetValue(Cases) is < 1 or > RehearsalAssumptions.MostCases || !(parsed.GetValue(Arrivals) > 0))
        {
            await streams.Error.WriteLineAsync($"--cases is 1 to {RehearsalAssumptions.MostCases}, --arrivals more than 0.");
            return 1;
        }

        var assume = new RehearsalAssumptions { Cases = parsed.GetValue(Cases), Seed = parsed.GetValue(Seed), ArrivalsPerWorkingDay = parsed.GetValue(Arrivals) };
        FileInfo[] files = [parsed.GetRequiredValue(File), .. parsed.GetValue(Against) is { } other ? [other] : Array.Empty<FileInfo>()];
        var results = new List<(string Name, RehearsalResult Result)>();
        foreach (var file in files)
        {
            if (await PlayAsync(file, assume, streams.Error, ct) is not { } result)
            {
                return 1;
            }

            results.Add((file.ToString(), result));
        }

        if (parsed.GetValue(Json))
        {
            await streams.Output.WriteLineAsync(JsonSerializer.Serialize(results.Select(played => new { file = played.Name, played.Result }), Form));
            return 0;
        }

        foreach (var (name, result) in results)
        {
            await streams.Output.WriteLineAsync(string.Join('\n', RehearsalText.Lines(name, assume, result)));
        }

        return 0;
    }

    private static async Task<RehearsalResult?> PlayAsync(FileInfo file, RehearsalAssumptions assume, TextWriter errors, CancellationToken ct)
    {
        var folder = file.DirectoryName!;
        var beside = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, DefinitionFiles.Pattern).Order(StringComparer.Ordinal).Select(path => DefinitionFiles.Parse(folder, path)).ToList() : [];
        var (read, findings) = DefinitionFiles.Check(DefinitionFiles.Parse(folder, file.FullName), new FilesSideBySide(beside));
        foreach (var finding in findings)
        {
            await errors.WriteLineAsync(finding.ToString());
        }

        if (read is null)
        {
            return null;
        }

        var profile = AssociationFolder.ReadAll(folder).Associations is [var association, ..] ? association.Profile : null;
        var calendar = profile?.Calendar ?? WorkingCalendar.Saudi;
        var graph = GraphCompiler.Compile(read.Definition, DefinitionFiles.Registry, options: new() { Workflows = new FilesSideBySide(beside) }).Graph!.WithServices(DefinitionCatalogue.ServicesFor(calendar));
        if (profile is not null)
        {
            assume = assume with { Channels = [.. profile.Channels.Select(channel => channel.Key)], Services = [.. profile.Services.Select(service => service.Key)] };
        }

        return Rehearsal.Run(graph, read.Definition, OfficeHours.Of(calendar), assume, TimeProvider.System.GetUtcNow(), ct);
    }
}
