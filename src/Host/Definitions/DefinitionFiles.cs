using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Descriptors;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;

namespace CaseWorkflows.Host.Definitions;

/// <summary>A definition file that can be run.</summary>
internal sealed record DefinitionFile(string Path, WorkflowDefinition Definition);

/// <summary>Reads definition files and says, with file and line, what stands in their way. One bad file never keeps the others out.</summary>
internal static class DefinitionFiles
{
    public const string Pattern = "*.workflow.json";

    /// <summary>Every activity type this build can run.</summary>
    public static ActivityRegistry Registry { get; } = BuiltInActivities.Registry.With(ProcedureSteps.Descriptors);

    private static readonly QuartzCronSchedule Cron = new();

    /// <summary>Reads a file without asking whether it can be run.</summary>
    public static ParsedFile Parse(string root, string path)
    {
        var name = System.IO.Path.GetRelativePath(root, path);
        try
        {
            return new(name, path, WorkflowDefinition.Parse(File.ReadAllBytes(path)), null);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(name, path, null, new(name, null, "unreadable", refused.Message));
        }
    }

    /// <summary>The definition of a file that was read, or null with at least one finding that is no warning. The policy is not asked.</summary>
    /// <param name="file">The file.</param>
    /// <param name="workflows">Where workflows used as activities come from.</param>
    public static (DefinitionFile? File, IReadOnlyList<FileFinding> Findings) Check(ParsedFile file, IWorkflowResolver workflows)
    {
        if (file.Parse is not { } parse)
        {
            return (null, [file.Unreadable!]);
        }

        var problems = parse.Problems.ToList();
        if (parse.Succeeded)
        {
            var compilation = GraphCompiler.Compile(parse.Definition, Registry, parse.Lines, new() { Cron = Cron, Workflows = workflows });
            problems.AddRange(compilation.Problems);
        }

        var findings = problems.ConvertAll(problem => new FileFinding(file.Name, problem.Line, problem.Code, problem.Message, problem.Severity == Severity.Warning));
        return (parse.Succeeded && findings.TrueForAll(finding => finding.IsWarning) ? new(file.Path, parse.Definition.WithNodeIds()) : null, findings);
    }

    /// <summary>Everything there is to say about a file read before: what keeps it from running, what its association's policy has against it, and what else is worth knowing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="workflows">Where workflows used as activities come from.</param>
    /// <param name="association">Whose policy holds; null asks no rule.</param>
    /// <param name="forms">The forms its tasks may open; null asks nothing.</param>
    public static IReadOnlyList<FileFinding> Examine(ParsedFile file, IWorkflowResolver workflows, Association? association, IReadOnlyDictionary<string, Form>? forms)
    {
        if (file.Parse is not { } parse)
        {
            return [file.Unreadable!];
        }

        var ofText = parse.Problems.Select(problem => new FileFinding(file.Name, problem.Line, problem.Code, problem.Message, problem.Severity == Severity.Warning));
        return parse.Succeeded
            ? [.. ofText, .. DefinitionGuard.Findings(DefinitionGuard.Check(parse.Definition, association, workflows, forms, parse.Lines), association?.Policy, file.Name)]
            : [.. ofText];
    }

    /// <summary>The same files, each after those it uses as activities. Files that use each other in a circle keep their order.</summary>
    public static IReadOnlyList<ParsedFile> UsedFirst(IReadOnlyList<ParsedFile> files)
    {
        var byId = files.Where(file => file.Parse is { Succeeded: true }).GroupBy(file => file.Parse!.Definition!.DefinitionId, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var (ordered, met) = (new List<ParsedFile>(), new HashSet<ParsedFile>());
        foreach (var file in files)
        {
            Add(file);
        }

        return ordered;

        void Add(ParsedFile file)
        {
            if (met.Add(file))
            {
                foreach (var used in file.Parse is { Succeeded: true } parse ? UsedWorkflows.Of(parse.Definition) : [])
                {
                    if (byId.TryGetValue(used, out var inner))
                    {
                        Add(inner);
                    }
                }

                ordered.Add(file);
            }
        }
    }
}

/// <summary>A file as it was read.</summary>
/// <param name="Name">What findings call it.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Parse">What stands in it; null when it could not be read at all.</param>
/// <param name="Unreadable">Why it could not.</param>
internal sealed record ParsedFile(string Name, string Path, DefinitionParse? Parse, FileFinding? Unreadable);

/// <summary>Definitions that lie in files side by side, none of them stored yet.</summary>
internal sealed class FilesSideBySide(IEnumerable<ParsedFile> files) : IWorkflowResolver
{
    private readonly List<WorkflowDefinition> _all = [.. files.Select(file => file.Parse).Where(parse => parse is { Succeeded: true }).Select(parse => parse!.Definition!)];

    public WorkflowDefinition? Version(string versionId) => _all.Find(definition => definition.Id == versionId);

    public WorkflowDefinition? Published(string definitionId) => _all.Find(definition => definition.DefinitionId == definitionId && definition.IsPublished);

    public WorkflowDefinition? Latest(string definitionId) => _all.Find(definition => definition.DefinitionId == definitionId);
}
