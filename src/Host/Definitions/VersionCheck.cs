using System.Text;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Forms;

namespace CaseWorkflows.Host.Definitions;

/// <summary>What is asked of a version before cases may start on it, whoever publishes it: a designer or a file.</summary>
internal sealed class VersionCheck(AssociationRegistry associations, DefinitionCatalogue catalogue, FormShelf forms)
{
    private const string OpenCaseType = "CaseWorkflows.OpenCase";

    /// <summary>Holds a definition against the association's policy.</summary>
    public GuardReport Guard(string json, string association) => Guard(WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(json)).Definition!, association);

    /// <summary>As the other.</summary>
    public GuardReport Guard(WorkflowDefinition definition, string association) => DefinitionGuard.Check(definition, associations.Find(association), catalogue.WorkflowsOf(association), forms.Of(association));

    /// <summary>
    /// What starts instances of a version that compiles, and what there is to object. Steps of a case need a case, and only intake opens one: there triggers are
    /// not listened for.
    /// </summary>
    public (IReadOnlyList<WorkflowTrigger> Triggers, DefinitionProblem? Objection) Triggers(string json, string association, DateTimeOffset now)
    {
        var graph = catalogue.Compile(json, association);
        var (triggers, problems) = graph.Triggers(now);
        var outside = triggers.Where(trigger => trigger.ActivityType != OpenCaseType).ToList();
        return problems is [var problem, ..] ? ([], new(problem.Code, problem.Message, null, null, null))
            : outside.Count > 0 && graph.NeedsCase() ? ([], TriggerWithoutCase(outside[0].ActivityId))
            : (outside, null);
    }

    private static DefinitionProblem TriggerWithoutCase(string activityId)
        => new("trigger-without-case", $"'{activityId}' starts nothing: this workflow acts on a case, and a trigger has none.", null, null, null) { Severity = Severity.Warning };
}
