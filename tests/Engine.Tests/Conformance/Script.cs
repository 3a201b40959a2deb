using System.Text;
using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Conformance;

/// <summary>A journal file: the definition it is about, and its lines without comments.</summary>
/// <param name="Definition">The definition's file: <c>join/wait-any.workflow.json</c> for <c>join/wait-any.first.journal</c>.</param>
/// <param name="Lines">What is done (<c>&gt;</c>) and what comes of it.</param>
internal sealed record Script(string Definition, IReadOnlyList<string> Lines)
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Conformance", "Cases");

    public string Text => string.Join('\n', Lines);

    public string Folder => Path.GetDirectoryName(Definition)!;

    public static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public static string Full(string file) => Path.Combine(Root, file);

    public static Script Read(string journal)
    {
        var name = Path.GetFileName(journal);
        var lines = File.ReadAllLines(Full(journal), Encoding.UTF8).Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#');
        return new($"{Path.GetDirectoryName(journal)}/{name[..name.IndexOf('.', StringComparison.Ordinal)]}.workflow.json", [.. lines]);
    }

    public static WorkflowDefinition Parse(byte[] utf8)
    {
        var parse = WorkflowDefinition.Parse(utf8);
        Assert.True(parse.Succeeded, string.Join('\n', parse.Problems));
        return parse.Definition;
    }

    /// <summary>Definitions that are there to be run by another one of their folder.</summary>
    public static IEnumerable<string> UsedByOthers()
    {
        foreach (var folder in Files("*.workflow.json").GroupBy(file => Path.GetDirectoryName(file)))
        {
            var used = folder.SelectMany(file => Parse(File.ReadAllBytes(Full(file))).AllActivities())
                .Select(activity => (activity.Property("workflowDefinitionId") as System.Text.Json.Nodes.JsonValue)?.ToString()).OfType<string>().ToHashSet();
            foreach (var file in folder.Where(file => used.Contains(Parse(File.ReadAllBytes(Full(file))).DefinitionId)))
            {
                yield return file;
            }
        }
    }
}
