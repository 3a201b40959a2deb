using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Host.Workflows;

/// <summary>A stimulus as the journal keeps it: <c>["resume", bookmark id, input]</c> and the like.</summary>
internal static class StimulusText
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static byte[] Write(Stimulus stimulus) => JsonSerializer.SerializeToUtf8Bytes(Fields(stimulus), Options);

    private static object?[] Fields(Stimulus stimulus) => stimulus switch
    {
        Stimulus.Start start => ["start", start.Input, start.CorrelationId, start.TriggerActivityId, start.Name],
        Stimulus.ResumeBookmark resume => ["resume", resume.BookmarkId, resume.Input],
        Stimulus.Retry retry => ["retry", retry.ActivityInstanceId],
        Stimulus.Skip skip => ["skip", skip.ActivityInstanceId, skip.Outcomes],
        Stimulus.Cancel cancel => ["cancel", cancel.Reason],
        _ => throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus, "Unknown stimulus."),
    };

    /// <summary>Throws <see cref="JsonException"/> on bytes this class never wrote.</summary>
    public static Stimulus Read(ReadOnlyMemory<byte> json)
    {
        var fields = System.Text.Json.Nodes.JsonNode.Parse(json.Span)!.AsArray();
        return (string?)fields[0] switch
        {
            "start" => new Stimulus.Start(Input(1), (string?)fields[2], (string?)fields[3], (string?)fields[4]),
            "resume" => new Stimulus.ResumeBookmark((string)fields[1]!, Input(2)),
            "retry" => new Stimulus.Retry((string)fields[1]!),
            "skip" => new Stimulus.Skip((string)fields[1]!, fields[2] is { } outcomes ? [.. outcomes.AsArray().Select(outcome => (string)outcome!)] : null),
            "cancel" => new Stimulus.Cancel((string?)fields[1]),
            var other => throw new JsonException($"Unknown stimulus '{other}'."),
        };

        System.Text.Json.Nodes.JsonObject? Input(int index) => fields[index]?.DeepClone().AsObject();
    }
}
