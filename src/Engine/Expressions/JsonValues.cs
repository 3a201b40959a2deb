using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Engine.Expressions;

/// <summary>
/// The one shape in which values are kept: what JSON can say. A value is brought into that shape when it is set, not when it is saved,
/// so a burst that goes on in memory and one that goes on after a restart see the same thing.
/// </summary>
public static class JsonValues
{
    internal static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNameCaseInsensitive = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The JSON of a value; null for null. Nodes are copied, so the caller may keep its own.</summary>
    public static JsonNode? ToNode(object? value) => value switch
    {
        null => null,
        JsonNode node => node.DeepClone(),
        string text => JsonValue.Create(text),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create((long)number),
        long number => JsonValue.Create(number),
        _ => JsonSerializer.SerializeToNode(value, value.GetType(), Options),
    };

    /// <summary>Plain values for plain JSON; objects and arrays stay nodes.</summary>
    public static object? FromNode(JsonNode? node)
    {
        if (node is not JsonValue value)
        {
            return node;
        }

        return value.GetValueKind() switch
        {
            JsonValueKind.String => value.TryGetValue<string>(out var text) ? text : JsonSerializer.Deserialize<string>(value.ToJsonString()),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => Number(value.ToJsonString()),
            _ => null,
        };
    }

    public static object? Normalize(object? value) => value is null or string or bool or long ? value : FromNode(ToNode(value));

    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
        {
            json[name] = ToNode(value);
        }

        return json;
    }

    public static Dictionary<string, object?> ToDictionary(JsonObject? json)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, node) in json ?? [])
        {
            values[name] = FromNode(node?.DeepClone());
        }

        return values;
    }

    /// <summary>Whole numbers as long, others exactly as written when decimal can hold them.</summary>
    private static object Number(string text)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, invariant, out var whole) ? whole
            : decimal.TryParse(text, System.Globalization.NumberStyles.Float, invariant, out var exact) ? exact
            : double.Parse(text, invariant);
    }
}
