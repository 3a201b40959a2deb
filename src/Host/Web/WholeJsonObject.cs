using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Host.Web;

/// <summary>
/// Free-form members are read to the end before anybody works with them. The framework's own reader looks inside only when asked, so a name given
/// twice, or half a character, would surface half way through the work, as a bug of ours.
/// </summary>
internal sealed class WholeJsonObject : JsonConverter<JsonObject>
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public override JsonObject? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => ReadWhole(ref reader) as JsonObject ?? throw new JsonException();

    /// <summary>Any JSON, read to its end.</summary>
    internal static JsonNode? ReadWhole(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        try
        {
            ReadTexts(document.RootElement);
            return JsonNode.Parse(document.RootElement.GetRawText(), documentOptions: Strict);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or ArgumentException)
        {
            // Without what was sent and without its place in itself: the serializer then says which member it was.
            throw new JsonException();
        }
    }

    /// <summary>Throws at the first text that is none: an escaped surrogate without its other half.</summary>
    private static void ReadTexts(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    ReadTexts(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    _ = member.Name;
                    ReadTexts(member.Value);
                }

                break;
        }
    }

    public override void Write(Utf8JsonWriter writer, JsonObject value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
