using CaseWorkflows.Activities.Guard.Texts;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;

namespace CaseWorkflows.Activities.Guard.Lints;

/// <summary>Variables kept in memory only: what was written before a wait is gone after it.</summary>
internal static class VariableLints
{
    public static IEnumerable<GuardFinding> Check(CheckedProcedure procedure)
    {
        foreach (var container in procedure.Graph.Nodes.Where(node => node.Activity is IVariableContainer && node.Activity is not Engine.Activities.WorkflowDefinitionActivity))
        {
            foreach (var variable in ((IVariableContainer)container.Activity).Variables.Where(variable => variable.Storage == StorageDriver.Memory))
            {
                if (procedure.Space.FirstViolation(new Monitor(variable, procedure.Graph)) is { } path)
                {
                    var reader = path[^1].Node!;
                    yield return procedure.Finding("memory-variable-lost", LintTexts.MemoryLost(variable.Name, procedure.Label(reader)), reader, isWarning: true)
                        with { Path = PathSteps.Of(procedure.Label, path) };
                }
            }
        }
    }

    private sealed class Monitor : IPathMonitor
    {
        private const long Fresh = 1, Lost = 2;
        private readonly HashSet<string> _readers;
        private readonly HashSet<string> _writers;

        public Monitor(Variable variable, WorkflowGraph graph)
        {
            _readers = graph.Nodes.Where(node => VariableUse.Reads(variable, node)).Select(node => node.NodeId).ToHashSet(StringComparer.Ordinal);
            _writers = graph.Nodes.Where(node => VariableUse.Writes(variable, node)).Select(node => node.NodeId).ToHashSet(StringComparer.Ordinal);
        }

        public long Next(long memory, Happening happening) => happening switch
        {
            { Kind: HappeningKind.Waited } => memory == Fresh ? Lost : memory,
            { Kind: HappeningKind.Completed, Node: { } node } when _writers.Contains(node.NodeId) => Fresh,
            { Kind: HappeningKind.Started, Node: { } node } when memory == Lost && _readers.Contains(node.NodeId) => IPathMonitor.Violated,
            _ => memory,
        };
    }
}
