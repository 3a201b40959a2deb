using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// Finds the activities written directly inside another, without knowing its type: lists (<c>activities</c>, <c>branches</c>), single ports
/// (<c>then</c>, <c>body</c> …) and the activity inside an entry of a list (<c>cases[].activity</c>).
/// </summary>
internal static class EmbeddedActivities
{
    private static readonly HashSet<string> NeverPorts = new(StringComparer.OrdinalIgnoreCase)
    {
        "metadata", "customProperties", "variables", "connections", "expression", "condition", "memoryReference",
    };

    /// <summary>Expression wrappers have a <c>type</c> as well.</summary>
    private static readonly HashSet<string> ExpressionTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "Literal", "Object", "Json", "Variable", "Input", "JavaScript", "Liquid", "CSharp", "Python", "Secret", "Delegate",
    };

    /// <summary>Lists every object of which is an activity, even one that lacks its type.</summary>
    public static bool IsActivityList(string property) =>
        property.Equals("activities", StringComparison.OrdinalIgnoreCase) || property.Equals("branches", StringComparison.OrdinalIgnoreCase);

    /// <summary>In the order of the file, with the property each one was found under.</summary>
    public static IEnumerable<(string Port, string Path, JsonObject Json)> Of(JsonObject activity, string path)
    {
        foreach (var (property, value) in activity)
        {
            var found = NeverPorts.Contains(property) ? []
                : value.Items() is { } items ? InList(activity, property, items, path)
                : value is JsonObject port && IsActivity(port) ? [(JsonPathText.Member(path, property), port)]
                : Enumerable.Empty<(string Path, JsonObject Json)>();
            foreach (var (at, json) in found)
            {
                yield return (property, at, json);
            }
        }
    }

    /// <summary>The path of a list, which a legacy wrapper makes one member longer.</summary>
    public static string ListPath(JsonObject activity, string property, JsonArray items, string path)
    {
        var own = JsonPathText.Member(path, property);
        return ReferenceEquals(items.Parent, activity) ? own : JsonPathText.Member(own, items.GetPropertyName());
    }

    private static IEnumerable<(string Path, JsonObject Json)> InList(JsonObject activity, string property, JsonArray items, string path)
    {
        var listPath = ListPath(activity, property, items, path);
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index] is not JsonObject item)
            {
                continue;
            }

            var itemPath = JsonPathText.Item(listPath, index);
            if (IsActivityList(property) || IsActivity(item))
            {
                yield return (itemPath, item);
                continue;
            }

            foreach (var (name, value) in item)
            {
                if (!NeverPorts.Contains(name) && value is JsonObject inner && IsActivity(inner))
                {
                    yield return (JsonPathText.Member(itemPath, name), inner);
                }
            }
        }
    }

    private static bool IsActivity(JsonObject json) =>
        json.Member("type") is JsonValue type && type.GetValueKind() == JsonValueKind.String && !ExpressionTypes.Contains(type.Text()!)
        && (json.KeyOf("id") is not null || json.KeyOf("version") is not null);
}
