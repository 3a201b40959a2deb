using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Host.Workflows;

/// <summary>
/// A burst's journal entries as they are kept: one array each of sequence, activity instance, its parent, node, event, message and payload. What the
/// pinned definition version knows about a node, its type and name, is not repeated; ids leave out the instance they begin with.
/// </summary>
internal static class JournalText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    public static byte[] Write(string instanceId, IReadOnlyList<JournalEntry> entries)
    {
        var buffer = _buffer ??= new(4096);
        buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartArray();
            foreach (var entry in entries)
            {
                Write(json, instanceId, entry);
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The entries as the engine gave them. Throws <see cref="JsonException"/> on bytes this class never wrote.</summary>
    public static IReadOnlyList<JournalEntry> Read(ReadOnlyMemory<byte> json, string instanceId, DateTimeOffset at, WorkflowGraph graph)
        => [.. JsonNode.Parse(json.Span)!.AsArray().Select(entry => Read(entry!.AsArray(), instanceId, at, graph))];

    /// <summary>Node ids of what was completed in the burst, for which no definition is needed.</summary>
    public static IEnumerable<string> CompletedIn(ReadOnlyMemory<byte> json)
        => JsonNode.Parse(json.Span)!.AsArray().Where(entry => (string?)entry![4] == "Completed").Select(entry => (string)entry![3]!);

    private static JournalEntry Read(JsonArray fields, string instanceId, DateTimeOffset at, WorkflowGraph graph)
    {
        var activity = graph.FindNode((string)fields[3]!)?.Activity ?? throw new JsonException($"The definition has no node '{fields[3]}'.");
        return new JournalEntry
        {
            Sequence = (long)fields[0]!,
            Timestamp = at,
            ActivityInstanceId = Long(instanceId, (string)fields[1]!),
            ParentActivityInstanceId = fields[2] is { } parent ? Long(instanceId, (string)parent!) : null,
            ActivityId = activity.Id,
            ActivityType = activity.Type,
            ActivityTypeVersion = activity.Version,
            ActivityName = activity.Name,
            NodeId = (string)fields[3]!,
            EventName = (string)fields[4]!,
            Message = (string?)fields.ElementAtOrDefault(5),
            Payload = fields.ElementAtOrDefault(6)?.DeepClone().AsObject(),
        };
    }

    private static void Write(Utf8JsonWriter json, string instanceId, JournalEntry entry)
    {
        json.WriteStartArray();
        json.WriteNumberValue(entry.Sequence);
        json.WriteStringValue(Short(instanceId, entry.ActivityInstanceId));
        if (entry.ParentActivityInstanceId is { } parent)
        {
            json.WriteStringValue(Short(instanceId, parent));
        }
        else
        {
            json.WriteNullValue();
        }

        json.WriteStringValue(entry.NodeId);
        json.WriteStringValue(entry.EventName);
        if (entry.Message is not null || entry.Payload is not null)
        {
            json.WriteStringValue(entry.Message);
        }

        entry.Payload?.WriteTo(json);

        json.WriteEndArray();
    }

    private static ReadOnlySpan<char> Short(string instanceId, string id)
        => id.StartsWith(instanceId, StringComparison.Ordinal) ? id.AsSpan(instanceId.Length) : id;

    private static string Long(string instanceId, string id) => id is "" or ['-', ..] ? instanceId + id : id;
}
