using System.CommandLine;
using System.Text.Json;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Work on definition files without a database.</summary>
internal static class DefinitionsCommand
{
    private static readonly Argument<FileSystemInfo[]> Paths = new("path")
    {
        Description = "Definition files, or folders in which every *.workflow.json is checked.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the findings as one JSON array." };

    public static Command Create()
    {
        var check = new Command("check", "Check workflow definitions. Exit code 0 only when none has a finding.") { Paths, AsJson };
        check.SetAction((parsed, cancellationToken) => CheckAsync(
            parsed.GetRequiredValue(Paths), parsed.GetValue(AsJson), parsed.InvocationConfiguration.Output, cancellationToken));
        return new Command("definitions", "Work on workflow definition files.") { check };
    }

    private static async Task<int> CheckAsync(FileSystemInfo[] paths, bool asJson, TextWriter output, CancellationToken cancellationToken)
    {
        var findings = new List<DefinitionFinding>();
        foreach (var path in paths)
        {
            findings.AddRange(await FindingsInAsync(path, cancellationToken));
        }

        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(findings, JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var finding in findings)
            {
                await output.WriteLineAsync($"{finding.File}: {finding.Code}: {finding.Message}");
            }
        }

        return findings.Count == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<DefinitionFinding>> FindingsInAsync(FileSystemInfo path, CancellationToken cancellationToken)
    {
        if (path is DirectoryInfo { Exists: true } folder)
        {
            var inside = folder.EnumerateFiles("*.workflow.json", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal);
            var all = new List<DefinitionFinding>();
            foreach (var file in inside)
            {
                all.AddRange(await FindingsInAsync(file, cancellationToken));
            }

            return all;
        }

        try
        {
            await using var stream = File.OpenRead(path.FullName);
            using var parsed = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
            return [];
        }
        catch (JsonException malformed)
        {
            return [new(path.ToString(), "malformed-json", $"Not well-formed JSON; the fault is on line {malformed.LineNumber + 1}.")];
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            return [new(path.ToString(), "unreadable", "The file cannot be read.")];
        }
    }
}

/// <summary>Something wrong with a definition file.</summary>
internal sealed record DefinitionFinding(string File, string Code, string Message);
