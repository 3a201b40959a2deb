using System.CommandLine;
using System.Text.Json;
using CaseWorkflows.Host.Associations;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Checks definition files without a database: what the import at start would refuse, with file and line.</summary>
internal static class DefinitionsCommand
{
    private static readonly Argument<FileSystemInfo[]> Paths = new("path")
    {
        Description = "Definition files, or folders searched for *.workflow.json, association.json and policy.json.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the findings as a JSON array." };

    public static Command Create()
    {
        var check = new Command("check", "Check definition files and exit 0 only when none has an error.") { Paths, Json };
        check.SetAction((parsed, _) => CheckAsync(parsed.GetRequiredValue(Paths), parsed.GetValue(Json), parsed.InvocationConfiguration.Output));
        return new Command("definitions", "Work with workflow definitions.") { check, DefinitionsDiffCommand.Create(), Rehearsals.RehearseCommand.Create() };
    }

    private static async Task<int> CheckAsync(IReadOnlyList<FileSystemInfo> paths, bool asJson, TextWriter output)
    {
        var (findings, files) = (new List<FileFinding>(), 0);
        foreach (var path in paths)
        {
            files += path is DirectoryInfo { Exists: true } folder ? CheckFolder(folder, findings) : CheckFile(path, findings);
        }

        if (asJson)
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(findings, JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var finding in findings)
            {
                await output.WriteLineAsync(finding.ToString());
            }

            var errors = findings.Count(finding => !finding.IsWarning);
            await output.WriteLineAsync($"{files} files checked, {errors} errors, {findings.Count - errors} warnings.");
        }

        return findings.TrueForAll(finding => finding.IsWarning) ? 0 : 1;
    }

    private static int CheckFile(FileSystemInfo file, List<FileFinding> findings)
    {
        // The files beside it are what it may use as activities; whatever is wrong with those is not asked here.
        var folder = Path.GetDirectoryName(file.FullName)!;
        var beside = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, DefinitionFiles.Pattern).Order(StringComparer.Ordinal).Select(path => DefinitionFiles.Parse(folder, path)).ToList() : [];
        findings.AddRange(DefinitionFiles.Read(folder, file.FullName, new FilesSideBySide(beside)).Findings);
        return 1;
    }

    private static int CheckFolder(DirectoryInfo folder, List<FileFinding> findings)
    {
        findings.AddRange(AssociationFolder.ReadAll(folder.FullName).Findings);
        var definitions = Directory.EnumerateFiles(folder.FullName, DefinitionFiles.Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => DefinitionFiles.Parse(folder.FullName, path)).ToList();
        foreach (var association in definitions.GroupBy(file => Path.GetDirectoryName(file.Path), StringComparer.Ordinal))
        {
            var beside = new FilesSideBySide(association);
            findings.AddRange(association.SelectMany(file => DefinitionFiles.Check(file, beside).Findings));
        }

        return definitions.Count;
    }
}
