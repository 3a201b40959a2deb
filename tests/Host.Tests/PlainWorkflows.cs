using System.Text.Json.Nodes;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Tests;

/// <summary>
/// The repository's workflows, all of them and with their policies' rules, but without what asks for more than one person and one request at a step: the
/// committees' rules. For tests about anything else; nobody changes them.
/// </summary>
internal static class PlainWorkflows
{
    private static readonly Lazy<TemporaryFolder> Copy = new(() =>
    {
        var folder = new TemporaryFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        var source = Path.Combine(Repository.Root, "workflows");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (Path.GetFileName(file) == "association.json")
            {
                var profile = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
                profile.Remove("committees");
                File.WriteAllText(target, profile.ToJsonString());
            }
            else
            {
                File.Copy(file, target);
            }
        }

        return folder;
    });

    public static string Folder => Copy.Value;
}
