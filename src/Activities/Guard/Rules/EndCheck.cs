using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Exploration;

namespace CaseWorkflows.Activities.Guard.Rules;

/// <summary>An end from every state, and no end without a result.</summary>
internal static class EndCheck
{
    public static GuardFinding? Check(EndReachableRule rule, CheckedProcedure procedure)
        => Unclosed(rule, procedure) ?? (procedure.Space.IsBounded ? null : Stuck(rule, procedure));

    private static GuardFinding? Unclosed(EndReachableRule rule, CheckedProcedure procedure)
        => procedure.IsProcedure && procedure.Space.FirstViolation(new Monitor()) is { } path
            ? procedure.Refuted(rule, RuleTexts.EndsUnclosed(), PathSteps.Of(procedure.Label, path), path.LastOrDefault(Shown)?.Node)
            : null;

    private static GuardFinding? Stuck(EndReachableRule rule, CheckedProcedure procedure)
    {
        var space = procedure.Space;
        var stuck = -1;
        var path = space.PathTo(state => !space.CanEnd(state) && (stuck = state) >= 0);
        if (path is null)
        {
            return null;
        }

        var faulted = space.States[stuck].Faulted;
        var still = faulted.Count > 0 ? faulted : space.States[stuck].Waiting;
        return procedure.Refuted(rule, RuleTexts.NeverEnds(faulted.Count > 0), PathSteps.Of(procedure.Label, path, still), still.Count > 0 ? still[0] : path.LastOrDefault(Shown)?.Node);
    }

    private static bool Shown(Happening happening) => happening is { Kind: HappeningKind.Completed, Node: { } node } && PathSteps.IsShown(node);

    private sealed class Monitor : IPathMonitor
    {
        public long Next(long memory, Happening happening) => happening is { Kind: HappeningKind.Completed, Node.Activity: CloseCase } ? 1 : memory;

        public bool ForbidsEnd(long memory) => memory == 0;
    }
}
