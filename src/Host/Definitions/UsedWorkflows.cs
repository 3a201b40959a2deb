using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Host.Definitions;

/// <summary>The workflows a definition uses as activities.</summary>
internal static class UsedWorkflows
{
    private const string DefinitionMember = "workflowDefinitionId";
    private const string VersionMember = "workflowDefinitionVersionId";

    /// <summary>Ids of the definitions used, each once.</summary>
    public static IEnumerable<string> Of(WorkflowDefinition definition) => Using(definition).Select(used => Text(used, DefinitionMember)).OfType<string>().Distinct(StringComparer.Ordinal);

    /// <summary>
    /// The definition with the id of the very version written to each workflow it uses. Stored so, it means the same for ever: instances that run on it, and
    /// those started on it later, do not feel that the inner workflow is published anew. That takes a new version of the outer one.
    /// </summary>
    public static WorkflowDefinition Pinned(WorkflowDefinition definition, IWorkflowResolver workflows)
    {
        if (!Using(definition).Any())
        {
            return definition;
        }

        var copy = WorkflowDefinition.Parse(definition.Json).Definition!; // ours until it is handed out, so its JSON may be written to
        foreach (var used in Using(copy).ToList())
        {
            var version = Text(used, VersionMember) is { } pinned && workflows.Version(pinned) is { } there ? there
                : Text(used, DefinitionMember) is { } id ? workflows.Published(id) ?? workflows.Latest(id)
                : null;
            if (version?.Id is { } versionId)
            {
                used.Json[used.Json.Select(member => member.Key).FirstOrDefault(key => key.Equals(VersionMember, StringComparison.OrdinalIgnoreCase)) ?? VersionMember] = versionId;
            }
        }

        return WorkflowDefinition.Parse(copy.Json).Definition!;
    }

    private static IEnumerable<ActivityDefinition> Using(WorkflowDefinition definition) => definition.AllActivities().Where(activity =>
        DefinitionFiles.Registry.Find(activity.Type, activity.Version) is null && (Text(activity, DefinitionMember) ?? Text(activity, VersionMember)) is not null);

    private static string? Text(ActivityDefinition activity, string member)
        => activity.Property(member) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
