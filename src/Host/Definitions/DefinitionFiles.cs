using CaseWorkflows.Activities.Steps;
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

    private static readonly CompileOptions Checks = new() { Cron = new QuartzCronSchedule() };

    /// <summary>The definition, or null with at least one finding that is no warning.</summary>
    public static (DefinitionFile? File, IReadOnlyList<FileFinding> Findings) Read(string root, string path)
    {
        var name = System.IO.Path.GetRelativePath(root, path);
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return (null, [new(name, null, "unreadable", refused.Message)]);
        }

        var parse = WorkflowDefinition.Parse(bytes);
        var problems = parse.Problems.ToList();
        if (parse.Succeeded)
        {
            problems.AddRange(GraphCompiler.Compile(parse.Definition, Registry, parse.Lines, Checks).Problems);
        }

        var findings = problems.ConvertAll(problem => new FileFinding(name, problem.Line, problem.Code, problem.Message, problem.Severity == Severity.Warning));
        return (parse.Succeeded && findings.TrueForAll(finding => finding.IsWarning) ? new(path, parse.Definition.WithNodeIds()) : null, findings);
    }
}
