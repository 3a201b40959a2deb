using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Exploration;

namespace CaseWorkflows.Activities.Guard.Rules;

/// <summary>A step that cannot be skipped before another: its last word was a yes.</summary>
internal static class RequiredBeforeCheck
{
    public static GuardFinding? Check(RequiredBeforeRule rule, CheckedProcedure procedure)
        => procedure.Space.FirstViolation(new Monitor(rule, Yes(rule, procedure))) is { } path
            ? procedure.Refuted(rule, RuleTexts.Skipped(rule), PathSteps.Of(procedure.Label, path), path[^1].Node)
            : null;

    /// <summary>What the rule names, else the first outcome of that kind of step.</summary>
    private static IReadOnlyList<string> Yes(RequiredBeforeRule rule, CheckedProcedure procedure)
        => rule.Outcomes.Count > 0 ? rule.Outcomes : [.. procedure.OfType(rule.Step).SelectMany(node => StepBehaviours.Outcomes(node).Take(1)).Distinct(StringComparer.Ordinal)];

    private sealed class Monitor(RequiredBeforeRule rule, IReadOnlyList<string> yes) : IPathMonitor
    {
        public long Next(long memory, Happening happening) => happening switch
        {
            { Kind: HappeningKind.Completed, Node.Activity.Type: var type, Way: var way } when type == rule.Step => way.IsOneOf(yes) ? 1 : 0,
            { Kind: HappeningKind.Started, Node.Activity.Type: var type } when type == rule.Before && memory == 0 => IPathMonitor.Violated,
            _ => memory,
        };
    }
}
