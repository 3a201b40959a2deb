using System.Globalization;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>Copies of a definition that differ in named members.</summary>
internal static class DefinitionCopies
{
    public static WorkflowDefinition WithIdentity(
        WorkflowDefinition definition, string id, int version, bool isLatest, bool isPublished, DateTimeOffset createdAt)
    {
        var json = definition.Json.DeepClone().AsObject();
        json.Put("id", id, position: 0);
        json.Put("version", version);
        json.Put("isLatest", isLatest);
        json.Put("isPublished", isPublished);
        json.Put("createdAt", createdAt.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
        return new(json);
    }

    public static WorkflowDefinition WithNodeIds(WorkflowDefinition definition)
    {
        var json = definition.Json.DeepClone().AsObject();
        var activities = new WorkflowDefinition(json).AllActivities().ToList();
        var taken = activities.Select(activity => activity.Id).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodeIds = new Dictionary<ActivityDefinition, string>();
        foreach (var activity in activities)
        {
            var id = activity.Id;
            if (string.IsNullOrWhiteSpace(id))
            {
                id = FreshId(activity.Type, counts, taken);
                activity.Json.Put("id", id, position: 0);
            }

            var above = activity.Parent is { } parent ? nodeIds[parent] : WorkflowDefinition.WorkflowNodeId;
            nodeIds[activity] = $"{above}:{id}";
            activity.Json.Put("nodeId", nodeIds[activity], position: activity.Json.IndexOf(activity.Json.KeyOf("id")!) + 1);
        }

        return new(json); // a fresh view: the one above has read the old ids
    }

    private static string FreshId(string type, Dictionary<string, int> counts, HashSet<string> taken)
    {
        var shortType = type.Split('.')[^1];
        while (true)
        {
            counts[shortType] = counts.GetValueOrDefault(shortType) + 1;
            var id = string.Create(CultureInfo.InvariantCulture, $"{shortType}{counts[shortType]}");
            if (taken.Add(id))
            {
                return id;
            }
        }
    }
}
