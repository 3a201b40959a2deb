using System.Globalization;
using System.Text;
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
        IReadOnlyList<string?> texts => new JsonArray([.. texts.Select(text => (JsonNode?)text)]),
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

    public static object? Normalize(object? value) => value switch
    {
        _ when IsImmutable(value) => value,
        int number => (long)number,
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture), // as JSON has it
        _ => FromNode(ToNode(value)),
    };

    /// <summary>True for a value that has its shape already and that nobody can change.</summary>
    internal static bool IsImmutable(object? value) => value is null or string or bool or long or IStoredObject;

    /// <summary>The value the reader stands on.</summary>
    internal static object? Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Number => reader.TryGetInt64(out var whole) ? whole : Number(Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => JsonNode.Parse(ref reader),
    };

    internal static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case long number:
                writer.WriteNumberValue(number);
                break;
            case JsonNode node:
                node.WriteTo(writer);
                break;
            default:
                JsonSerializer.Serialize(writer, value, value.GetType(), Options);
                break;
        }
    }

    public static JsonObject ToJson(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var json = new JsonObject();
        foreach (var (name, value) in values)
        {
            json[name] = ToNode(value);
        }

        return json;
    }

    /// <summary>Whole numbers as long, others exactly as written when decimal can hold them.</summary>
    private static object Number(string text)
    {
        var invariant = CultureInfo.InvariantCulture;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out var whole) ? whole
            : decimal.TryParse(text, NumberStyles.Float, invariant, out var exact) ? exact
            : double.Parse(text, invariant);
    }
}
