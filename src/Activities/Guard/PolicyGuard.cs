using CaseWorkflows.Activities.Guard.Lints;
using CaseWorkflows.Activities.Guard.Rules;
using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Policies.Rules;
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
        var problems = compilation.Problems.Select(CompileTexts.Finding);
        if (compilation.Graph is not { } graph)
        {
            return Report(problems, 0, isBounded: false);
        }

        var procedure = new CheckedProcedure(definition, graph, context);
        return Report([.. problems, .. OfPolicy(procedure), .. StructureLints.Check(procedure), .. InputLints.Check(procedure), .. VariableLints.Check(procedure)],
            procedure.Space.States.Count, procedure.Space.IsBounded);
    }

    /// <summary>A workflow that is drawn to be used as an activity obeys no rule by itself; those that use it are checked with it inside.</summary>
    private static IEnumerable<GuardFinding> OfPolicy(CheckedProcedure procedure)
    {
        if (procedure.Policy is not { } policy || procedure.Definition.Options.UsableAsActivity == true)
        {
            yield break;
        }

        if (procedure.Space.IsBounded)
        {
            yield return procedure.Finding("not-proved", RuleTexts.NotProved(procedure.Space.States.Count), null);
        }

        foreach (var rule in policy.Rules)
        {
            if (UnknownType(rule, procedure) is { } type)
            {
                yield return procedure.Refuted(rule, RuleTexts.UnknownType(rule, type), [], null);
            }
            else
            {
                foreach (var finding in Check(rule, procedure))
                {
                    yield return finding;
                }
            }
        }
    }

    private static IEnumerable<GuardFinding> Check(PolicyRule rule, CheckedProcedure procedure) => rule switch
    {
        PrecedesRule precedes => One(PrecedesCheck.Check(precedes, procedure)),
        RequiredBeforeRule required => One(RequiredBeforeCheck.Check(required, procedure)),
        FloorRule floor => FloorCheck.Check(floor, procedure),
        AllowedChannelsRule channels => One(ChannelsCheck.Check(channels, procedure)),
        EndReachableRule end => One(EndCheck.Check(end, procedure)),
        TwoPeopleRule people => TwoPeopleCheck.Check(people, procedure),
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Unknown rule."),
    };

    private static IEnumerable<GuardFinding> One(GuardFinding? finding) => finding is null ? [] : [finding];

    /// <summary>A type nobody can draw: a rule about it would hold for ever, or never.</summary>
    private static string? UnknownType(PolicyRule rule, CheckedProcedure procedure)
    {
        IReadOnlyList<string> types = rule switch
        {
            PrecedesRule precedes => [precedes.First, precedes.Then],
            RequiredBeforeRule required => [required.Step, required.Before],
            FloorRule floor => [floor.Activity, floor.After],
            TwoPeopleRule people => [people.First, people.Second],
            _ => [],
        };
        return types.FirstOrDefault(type => procedure.Context.Registry.Find(type, 1) is null && !procedure.OfType(type).Any());
    }

    private static GuardReport Report(IEnumerable<GuardFinding> findings, int states, bool isBounded)
        => new([.. findings.OrderBy(finding => finding.IsWarning)], states, isBounded);
}
