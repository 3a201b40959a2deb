using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Policies.Rules;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Activities.Guard.Rules;

/// <summary>
/// Two people for two steps: the second keeps out whoever completed the first, because its <c>excludedUsers</c> reads a saved variable that, on every path,
/// the last completion of the first has filled with <c>completedBy</c> and nobody has written since.
/// </summary>
internal static class TwoPeopleCheck
{
    /// <summary>One finding for each second step that lets the same person in.</summary>
    public static IEnumerable<GuardFinding> Check(TwoPeopleRule rule, CheckedProcedure procedure)
        => procedure.OfType(rule.Second).Select(second => Check(rule, procedure, second)).OfType<GuardFinding>();

    private static GuardFinding? Check(TwoPeopleRule rule, CheckedProcedure procedure, ActivityNode second)
    {
        var read = second.Activity is UserTaskActivity task ? VariableUse.NamedBy(task.ExcludedUsers.Expression, second).Where(variable => variable.Storage == StorageDriver.WorkflowInstance).Take(8).ToList() : [];
        return procedure.Space.FirstViolation(new Monitor(rule, second, [.. read.Select(variable => new Writers(variable, procedure, rule.First))])) is { } path
            ? procedure.Refuted(rule, RuleTexts.SamePerson(rule, procedure.Label(second), read.Count > 0), PathSteps.Of(procedure.Label, path), second, "excludedUsers")
            : null;
    }

    /// <summary>Who fills one variable: with the person who completed the first step, or with anything else.</summary>
    private sealed class Writers
    {
        private readonly HashSet<string> _person;
        private readonly HashSet<string> _others;
        private readonly HashSet<string> _scripts;

        public Writers(Variable variable, CheckedProcedure procedure, string first)
        {
            _person = Ids(procedure, node => node.Activity.Type == first && VariableUse.OutputsInto(variable, node) is [nameof(UserTaskActivity.CompletedBy)]);
            _others = Ids(procedure, node => VariableUse.Writes(variable, node));
            _scripts = Ids(procedure, node => VariableUse.ScriptsMayWrite(variable, node));
        }

        public bool Fills(ActivityNode node) => _person.Contains(node.NodeId);

        public bool Spoils(Happening happening) => happening.Node is { } node
            && (happening.Kind == HappeningKind.Completed ? _others.Contains(node.NodeId) || _scripts.Contains(node.NodeId) : _scripts.Contains(node.NodeId));

        private static HashSet<string> Ids(CheckedProcedure procedure, Func<ActivityNode, bool> which)
            => procedure.Graph.Nodes.Where(which).Select(node => node.NodeId).ToHashSet(StringComparer.Ordinal);
    }

    private sealed class Monitor(TwoPeopleRule rule, ActivityNode second, IReadOnlyList<Writers> variables) : IPathMonitor
    {
        private const long FirstDone = 1, SecondOpen = 2, FirstGood = 4;

        public long Next(long memory, Happening happening)
        {
            if (happening.Node is not { } node)
            {
                return memory;
            }

            var completed = happening.Kind == HappeningKind.Completed;
            if (completed && node.Activity.Type == rule.First)
            {
                return (memory & SecondOpen) != 0 ? IPathMonitor.Violated : FirstDone | Filled(node);
            }

            for (var place = 0; place < variables.Count; place++)
            {
                memory &= variables[place].Spoils(happening) ? ~(FirstGood << place) : ~0L;
            }

            if (!ReferenceEquals(node, second))
            {
                return memory;
            }

            return happening.Kind switch
            {
                HappeningKind.Started when (memory & FirstDone) != 0 && memory < FirstGood => IPathMonitor.Violated,
                HappeningKind.Started => memory | SecondOpen,
                HappeningKind.Completed or HappeningKind.Canceled => memory & ~SecondOpen,
                _ => memory,
            };
        }

        private long Filled(ActivityNode node)
        {
            var filled = 0L;
            for (var place = 0; place < variables.Count; place++)
            {
                filled |= variables[place].Fills(node) ? FirstGood << place : 0;
            }

            return filled;
        }
    }
}
