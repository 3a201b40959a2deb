using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Whether a workflow can run without a case.</summary>
internal static class CaseSteps
{
    private static readonly HashSet<string> Types = ProcedureSteps.Descriptors.Select(descriptor => descriptor.TypeName).ToHashSet(StringComparer.Ordinal);

    /// <summary>True when one of its steps acts on a case: there must be one to act on.</summary>
    public static bool NeedsCase(this WorkflowGraph graph) => graph.Nodes.Any(node => Types.Contains(node.Activity.Type));
}
