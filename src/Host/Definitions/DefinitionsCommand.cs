using System.CommandLine;
using System.Text.Json;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Definitions;

/// <summary>
/// Checks definition files without a database: what the import at start would refuse, and what the policy beside the file has against publishing, with
/// file and line.
/// </summary>
internal static class DefinitionsCommand
{
    private static readonly Argument<FileSystemInfo[]> Paths = new("path")
    {
        Description = "Definition and form files, or folders searched for *.workflow.json, *.form.json, association.json and policy.json.",
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
                if (finding.Arabic is { } arabic)
                {
                    await output.WriteLineAsync($"    {arabic}");
                }
            }

            var errors = findings.Count(finding => !finding.IsWarning);
            await output.WriteLineAsync($"{files} files checked, {errors} errors, {findings.Count - errors} warnings.");
        }

        return findings.TrueForAll(finding => finding.IsWarning) ? 0 : 1;
    }

    private static int CheckFile(FileSystemInfo file, List<FileFinding> findings)
    {
        if (IsForm(file.Name))
        {
            findings.AddRange(FormFolder.Read(Path.GetDirectoryName(file.FullName)!, file.FullName).Findings);
            return 1;
        }

        // The files beside it are what it may use as activities; whatever is wrong with those is not asked here.
        var folder = Path.GetDirectoryName(file.FullName)!;
        var beside = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, DefinitionFiles.Pattern).Order(StringComparer.Ordinal).Select(path => DefinitionFiles.Parse(folder, path)).ToList() : [];
        findings.AddRange(DefinitionFiles.Examine(DefinitionFiles.Parse(folder, file.FullName), new FilesSideBySide(beside), OfFolder(folder, findings), FormFolder.Beside(folder)));
        return 1;
    }

    private static int CheckFolder(DirectoryInfo folder, List<FileFinding> findings)
    {
        var (associations, unusable) = AssociationFolder.ReadAll(folder.FullName);
        findings.AddRange(unusable);
        var definitions = Directory.EnumerateFiles(folder.FullName, DefinitionFiles.Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => DefinitionFiles.Parse(folder.FullName, path)).ToList();
        foreach (var association in definitions.GroupBy(file => Path.GetDirectoryName(file.Path), StringComparer.Ordinal))
        {
            var beside = new FilesSideBySide(association);
            var owner = associations.FirstOrDefault(candidate => candidate.Folder == association.Key);
            var forms = FormFolder.Beside(association.Key!);
            findings.AddRange(association.SelectMany(file => DefinitionFiles.Examine(file, beside, owner, forms)));
        }

        var formFiles = Directory.EnumerateFiles(folder.FullName, FormFolder.Pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        findings.AddRange(formFiles.SelectMany(path => FormFolder.Read(folder.FullName, path).Findings));
        return definitions.Count + formFiles.Count;
    }

    private static bool IsForm(string name) => name.EndsWith(FormFolder.Pattern[1..], StringComparison.Ordinal);

    /// <summary>The association whose folder it is; null, and no rule is asked, when the folder belongs to none. One that cannot be read is a finding.</summary>
    private static Association? OfFolder(string folder, List<FileFinding> findings)
    {
        if (!File.Exists(Path.Combine(folder, "association.json")))
        {
            return null;
        }

        var (associations, unusable) = AssociationFolder.ReadAll(folder);
        findings.AddRange(unusable);
        return associations.FirstOrDefault(association => association.Folder == folder);
    }
}
