using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Exploration;

namespace CaseWorkflows.Activities.Guard.Rules;

/// <summary>A step always before another.</summary>
internal static class PrecedesCheck
{
    public static GuardFinding? Check(PrecedesRule rule, CheckedProcedure procedure)
        => procedure.Space.FirstViolation(new Monitor(rule)) is { } path
            ? procedure.Refuted(rule, RuleTexts.StartsTooEarly(rule), PathSteps.Of(procedure.Label, path), path[^1].Node)
            : null;

    private sealed class Monitor(PrecedesRule rule) : IPathMonitor
    {
        public long Next(long memory, Happening happening) => happening switch
        {
            { Kind: HappeningKind.Completed, Node.Activity.Type: var type, Way: var way } when type == rule.First && way.IsOneOf(rule.Outcomes) => 1,
            { Kind: HappeningKind.Started, Node.Activity.Type: var type } when type == rule.Then && memory == 0 => IPathMonitor.Violated,
            _ => memory,
        };
    }
}

/// <summary>Asking how a step ended.</summary>
internal static class Ways
{
    /// <summary>True when it ended by one of the outcomes; an empty list takes any.</summary>
    public static bool IsOneOf(this Way? way, IReadOnlyList<string> outcomes) => outcomes.Count == 0 || outcomes.Any(outcome => way?.Takes(outcome) == true);
}
