using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>The shape of one activity, apart from the activities inside it.</summary>
internal static class ActivityShape
{
    public static IEnumerable<DefinitionProblem> Check(ActivityDefinition activity) =>
        [.. Identity(activity), .. Entries(activity), .. DuplicateIds(activity), .. Connections(activity)];

    private static IEnumerable<DefinitionProblem> Identity(ActivityDefinition activity)
    {
        if (activity.Property("type") is { } type && type.Text() is null)
        {
            yield return WrongKind(activity, "type", "text");
        }
        else if (string.IsNullOrWhiteSpace(activity.Type))
        {
            yield return DefinitionShape.Problem(
                DefinitionProblemCodes.ActivityTypeMissing, activity.JsonPath, $"The activity \"{activity.Id}\" has no type.");
        }

        if (activity.Property("id") is { } id && id.Text() is null)
        {
            yield return WrongKind(activity, "id", "text");
        }
        else if (string.IsNullOrWhiteSpace(activity.Id))
        {
            yield return DefinitionShape.Problem(
                DefinitionProblemCodes.ActivityIdMissing, activity.JsonPath, "The activity has no id; it will be given one.", Severity.Warning);
        }

        if (activity.Property("version") is { } version && version.WholeNumber() is null)
        {
            yield return WrongKind(activity, "version", "a whole number");
        }
    }

    private static IEnumerable<DefinitionProblem> Entries(ActivityDefinition activity)
    {
        foreach (var (property, value) in activity.Json)
        {
            if (!EmbeddedActivities.IsActivityList(property) || value.Items() is not { } items)
            {
                continue;
            }

            for (var index = 0; index < items.Count; index++)
            {
                if (items[index] is not JsonObject)
                {
                    var path = JsonPathText.Item(EmbeddedActivities.ListPath(activity.Json, property, items, activity.JsonPath), index);
                    yield return DefinitionShape.Problem(DefinitionProblemCodes.ActivityNotAnObject, path, "This is not an activity object.");
                }
            }
        }
    }

    private static IEnumerable<DefinitionProblem> DuplicateIds(ActivityDefinition activity)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return activity.Children.Select(child => child.Activity)
            .Where(child => !string.IsNullOrWhiteSpace(child.Id) && !seen.Add(child.Id))
            .Select(child => DefinitionShape.Problem(
                DefinitionProblemCodes.ActivityIdDuplicate, PathOf(child, "id"), $"Two activities of this container have the id \"{child.Id}\"."));
    }

    private static IEnumerable<DefinitionProblem> Connections(ActivityDefinition activity)
    {
        foreach (var reading in activity.ReadConnections())
        {
            if (reading.Fault is { } fault)
            {
                var path = activity.Property("connections").Items() is { } items
                    ? JsonPathText.Item(EmbeddedActivities.ListPath(activity.Json, activity.Json.KeyOf("connections")!, items, activity.JsonPath), reading.Index)
                    : PathOf(activity, "connections");
                yield return DefinitionShape.Problem(DefinitionProblemCodes.ConnectionEndMissing, path, fault, Severity.Warning);
            }
        }
    }

    private static DefinitionProblem WrongKind(ActivityDefinition activity, string name, string expected) => DefinitionShape.Problem(
        DefinitionProblemCodes.WrongKind, PathOf(activity, name), $"\"{name}\" of the activity \"{activity.Id}\" must be {expected}.");

    private static string PathOf(ActivityDefinition activity, string name) => JsonPathText.Member(activity.JsonPath, activity.Json.KeyOf(name)!);
}
