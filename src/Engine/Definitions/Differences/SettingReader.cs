using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions.Differences;

/// <summary>Reads the settings of one definition as a person would: values without their wrappers, variables by name.</summary>
internal sealed class SettingReader(WorkflowDefinition definition)
{
    private static readonly HashSet<string> NoSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "type", "version", "activities", "connections", "metadata", "customProperties", "variables",
    };

    private static readonly HashSet<string> NoSettingsOfDefinition = new(StringComparer.OrdinalIgnoreCase)
    {
        "$schema", "id", "definitionId", "version", "toolVersion", "createdAt", "isLatest", "isPublished", "links", "root", "variables", "inputs", "outputs", "options",
        "customProperties", "tenantId",
    };

    private readonly Dictionary<string, string> _variables = definition.AllActivities().SelectMany(activity => activity.Variables).Concat(definition.Variables)
        .GroupBy(variable => variable.Id, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Name, StringComparer.Ordinal);

    /// <summary>In the order of the file; a member that is null or an empty bag is not set.</summary>
    public IReadOnlyList<KeyValuePair<string, SettingValue>> Of(ActivityDefinition activity)
    {
        var embedded = activity.Children.Select(child => child.Port).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [
            .. Read("displayText", activity.Metadata.Member("displayText")),
            .. Read("description", activity.Metadata.Member("description")),
            .. activity.Version == 1 ? [] : Read("version", activity.Version),
            .. activity.Json.Where(member => !NoSettings.Contains(member.Key) && !embedded.Contains(member.Key)).SelectMany(member => Read(member.Key, member.Value)),
            .. Bag("customProperties", activity.CustomProperties),
            .. activity.Variables.SelectMany(Variable)];
    }

    /// <summary>Of the definition itself.</summary>
    public IReadOnlyList<KeyValuePair<string, SettingValue>> OfDefinition() =>
    [
        .. definition.Json.Where(member => !NoSettingsOfDefinition.Contains(member.Key)).SelectMany(member => Read(member.Key, member.Value)),
        .. Bag("options", definition.Json.ObjectMember("options")),
        .. Bag("customProperties", definition.CustomProperties),
        .. definition.Variables.SelectMany(Variable),
        .. Named("inputs", definition.Json.Member("inputs")),
        .. Named("outputs", definition.Json.Member("outputs"))];

    private IEnumerable<KeyValuePair<string, SettingValue>> Variable(VariableDefinition variable)
        => Read($"variables.{variable.Name}", new JsonObject
        {
            ["typeName"] = variable.TypeName + (variable.IsArray ? "[]" : ""),
            ["value"] = variable.Value?.DeepClone(),
            ["storage"] = variable.StorageKind.ToString(),
        });

    private IEnumerable<KeyValuePair<string, SettingValue>> Named(string list, JsonNode? items)
        => items.ObjectItems().SelectMany(item => Read($"{list}.{item.TextMember("name")}", item));

    private IEnumerable<KeyValuePair<string, SettingValue>> Bag(string name, JsonObject? bag)
        => bag?.SelectMany(member => member.Value.Flag() == false ? [] : Read($"{name}.{member.Key}", member.Value)) ?? [];

    private IEnumerable<KeyValuePair<string, SettingValue>> Read(string name, JsonNode? value)
        => Value(value) is { } read ? [new(name, read)] : [];

    private SettingValue? Value(JsonNode? value) => value switch
    {
        null or JsonArray { Count: 0 } or JsonObject { Count: 0 } => null,
        JsonObject wrapped when wrapped.ObjectMember("expression") is { } expression => Expression(expression),
        JsonObject bound when bound.KeyOf("typeName") is not null && bound.ObjectMember("memoryReference") is { } place && place.TextMember("id") is { } id
            => new("Output", _variables.GetValueOrDefault(id, id)),
        JsonObject wrapped when wrapped.KeyOf("typeName") is not null && wrapped.All(member => member.Key is "typeName" || member.Value is null) => null,
        _ => new(null, Text(value)),
    };

    private SettingValue? Expression(JsonObject expression)
    {
        var (type, value) = (expression.TextMember("type") ?? "Literal", expression.Member("value"));
        return (type, value) switch
        {
            (_, null) => null,
            ("Literal", _) => Text(value) is { Length: > 0 } text ? new(null, text) : null,
            ("Object" or "Json", _) => new(null, Compact(Text(value))),
            ("Variable", _) => new(type, VariableName(value)),
            ("Input", _) => new(type, AsObject(value).TextMember("name") ?? Text(value)),
            _ => new(type, Text(value)),
        };
    }

    private string VariableName(JsonNode? value)
        => AsObject(value) is { } variable ? _variables.GetValueOrDefault(variable.TextMember("id") ?? "", variable.TextMember("name") ?? "") : _variables.GetValueOrDefault(Text(value), Text(value));

    /// <summary>Studio writes a variable as JSON inside a string.</summary>
    private static JsonObject? AsObject(JsonNode? value) => value as JsonObject ?? Parsed(Text(value)) as JsonObject;

    /// <summary>Equal JSON is equal text, whatever white space it was written with.</summary>
    private static string Compact(string text) => Parsed(text) is { } json ? Text(json) : text;

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue => value.Text() ?? value.ToJsonString(),
        JsonArray list when list.All(item => item is JsonValue) => string.Join(", ", list.Select(Text)),
        _ => System.Text.Encoding.UTF8.GetString(DefinitionText.Canonical(value as JsonObject ?? new JsonObject { ["items"] = value.DeepClone() })),
    };
}
