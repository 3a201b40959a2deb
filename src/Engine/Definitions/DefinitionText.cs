using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>Writes a definition: for people, and for comparing.</summary>
internal static class DefinitionText
{
    // Relaxed: Arabic stays legible in the file. The text is served as application/json, never pasted into HTML.
    private static readonly JsonWriterOptions ForPeople = new()
    {
        Indented = true, IndentSize = 2, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonWriterOptions ForComparing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly HashSet<string> Bookkeeping = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "version", "isLatest", "isPublished", "createdAt", "toolVersion", "links", "$schema",
    };

    public static byte[] Indented(JsonObject json) => Write(ForPeople, writer => json.WriteTo(writer), end: "\n"u8);

    public static byte[] Canonical(JsonObject json) => Write(ForComparing, writer => WriteSorted(writer, json, withNulls: true), end: default);

    public static string ContentHash(JsonObject json) => Convert.ToHexStringLower(SHA256.HashData(Write(ForComparing, writer =>
        WriteMembers(writer, json.Where(member => !Bookkeeping.Contains(member.Key)), withNulls: false), end: default)));

    private static byte[] Write(JsonWriterOptions options, Action<Utf8JsonWriter> write, ReadOnlySpan<byte> end)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        buffer.Write(end);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonNode? node, bool withNulls)
    {
        switch (node)
        {
            case null:
                writer.WriteNullValue();
                break;
            case JsonObject json:
                WriteMembers(writer, json, withNulls);
                break;
            case JsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                {
                    WriteSorted(writer, item, withNulls);
                }

                writer.WriteEndArray();
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                writer.WriteRawValue(CanonicalNumber.Of(number.ToJsonString()), skipInputValidation: true);
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }

    private static void WriteMembers(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, JsonNode?>> members, bool withNulls)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in members.Where(member => withNulls || member.Value is not null).OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            writer.WritePropertyName(key);
            WriteSorted(writer, value, withNulls);
        }

        writer.WriteEndObject();
    }
}
