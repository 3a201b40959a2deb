using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine.Expressions;

namespace CaseWorkflows.Engine.State;

/// <summary>
/// Named values between two bursts, in the shape of JSON. Nothing ever changes them: a state may be stepped from twice, and what a burst leaves alone
/// is in the next state as it is. Objects and arrays never leave here, only copies of them.
/// </summary>
[JsonConverter(typeof(Converter))]
public sealed class SavedValues
{
    public static readonly SavedValues Empty = new([]);

    private readonly Dictionary<string, object?> _values;

    private SavedValues(Dictionary<string, object?> values) => _values = values;

    public int Count => _values.Count;

    /// <summary>The value as JSON, a copy; null for null and for a name that is not there.</summary>
    public JsonNode? this[string name] => JsonSerializer.SerializeToNode(_values.GetValueOrDefault(name), JsonValues.Options);

    public bool ContainsKey(string name) => _values.ContainsKey(name);

    /// <summary>All of them, a copy.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, JsonValues.Options)!.AsObject();

    public string ToJsonString() => ToJson().ToJsonString(JsonValues.Options);

    /// <summary>Takes the dictionary over: the caller must forget it.</summary>
    internal static SavedValues Of(Dictionary<string, object?> values)
    {
        foreach (var (name, value) in values)
        {
            if (!JsonValues.IsImmutable(value))
            {
                values[name] = JsonValues.Normalize(value); // whoever took an object out of a burst keeps it; the state has its own
            }
        }

        return values.Count == 0 ? Empty : new SavedValues(values);
    }

    /// <summary>The value itself. An object or array must be copied before anybody else sees it.</summary>
    internal bool TryGet(string name, out object? value) => _values.TryGetValue(name, out value);

    /// <summary>Copies a burst may change.</summary>
    internal Dictionary<string, object?> ToDictionary()
    {
        var copy = new Dictionary<string, object?>(_values, StringComparer.Ordinal);
        foreach (var (name, value) in _values)
        {
            if (value is JsonNode node)
            {
                copy[name] = node.DeepClone();
            }
        }

        return copy;
    }

    /// <summary>The JSON object of the stored form.</summary>
    internal sealed class Converter : JsonConverter<SavedValues>
    {
        public override SavedValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw new JsonException("Saved values are a JSON object.");
            }

            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                values[name] = JsonValues.Read(ref reader);
            }

            return values.Count == 0 ? Empty : new SavedValues(values);
        }

        public override void Write(Utf8JsonWriter writer, SavedValues value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, item) in value._values)
            {
                writer.WritePropertyName(name);
                JsonValues.Write(writer, item);
            }

            writer.WriteEndObject();
        }
    }
}
