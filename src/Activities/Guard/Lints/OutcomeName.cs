using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Guard.Lints;

/// <summary>What people call an outcome.</summary>
internal static class OutcomeName
{
    public static LocalizedText Of(ActivityNode node, string outcome)
        => ProcedureSteps.Find(node.Activity.Type)?.Outcomes.FirstOrDefault(known => known.Name == outcome)?.DisplayName ?? LocalizedText.Same(outcome);
}
