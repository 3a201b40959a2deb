using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// Reads members the way Elsa's serializer does: the exact name first, then any casing. Nothing here throws on an unexpected kind of value;
/// it reads as null, and <see cref="DefinitionShape"/> is where it becomes a problem.
/// </summary>
internal static class JsonMembers
{
    public static string? KeyOf(this JsonObject json, string name)
    {
        if (json.ContainsKey(name))
        {
            return name;
        }

        foreach (var (key, _) in json)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        return null;
    }

    public static JsonNode? Member(this JsonObject? json, string name) =>
        json is not null && json.KeyOf(name) is { } key ? json[key] : null;

    public static JsonObject? ObjectMember(this JsonObject? json, string name) => json.Member(name) as JsonObject;

    public static string? TextMember(this JsonObject? json, string name) => json.Member(name).Text();

    public static bool? FlagMember(this JsonObject? json, string name) => json.Member(name).Flag();

    public static int? WholeNumberMember(this JsonObject? json, string name) => json.Member(name).WholeNumber();

    public static string? Text(this JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.TryGetValue(out string? text) ? text : value.ToString()
        : null;

    public static bool? Flag(this JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => bool.TryParse(node.Text(), out var flag) ? flag : null,
        _ => null,
    };

    public static int? WholeNumber(this JsonNode? node)
    {
        var text = node?.GetValueKind() switch
        {
            JsonValueKind.Number => node.ToJsonString(),
            JsonValueKind.String => node.Text(),
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && decimal.IsInteger(number) && number is >= int.MinValue and <= int.MaxValue
            ? (int)number
            : null;
    }

    /// <summary>The array itself, or the one inside a legacy wrapper <c>{_type, items|values|$values}</c>; null for anything else.</summary>
    public static JsonArray? Items(this JsonNode? node) => node switch
    {
        JsonArray array => array,
        JsonObject wrapper when wrapper.Member("$values") is JsonArray values => values,
        JsonObject wrapper when wrapper.KeyOf("_type") is not null =>
            wrapper.Member("items") as JsonArray ?? wrapper.Member("values") as JsonArray,
        _ => null,
    };

    public static IEnumerable<JsonObject> ObjectItems(this JsonNode? node) => node.Items()?.OfType<JsonObject>() ?? [];

    /// <summary>Sets a member under the casing it already has, in its place; a new one goes to <paramref name="position"/> or the end.</summary>
    public static void Put(this JsonObject json, string name, JsonNode value, int? position = null)
    {
        if (json.KeyOf(name) is { } key)
        {
            json[key] = value;
        }
        else
        {
            json.Insert(position ?? json.Count, name, value);
        }
    }
}
