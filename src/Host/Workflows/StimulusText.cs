using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Workflows;

/// <summary>A stimulus as the journal keeps it: <c>["resume", bookmark id, input]</c> and the like.</summary>
internal static class StimulusText
{
    private const string TakeOverWord = "takeover";

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static byte[] Write(Stimulus stimulus) => JsonSerializer.SerializeToUtf8Bytes(Fields(stimulus), Options);

    /// <summary>Whether it is the stimulus of a migration, told without reading it.</summary>
    public static bool IsTakeOver(ReadOnlySpan<byte> json) => json.StartsWith("[\"takeover\""u8);

    private static object?[] Fields(Stimulus stimulus) => stimulus switch
    {
        Stimulus.Start start => ["start", start.Input, start.CorrelationId, start.TriggerActivityId, start.Name],
        Stimulus.ResumeBookmark resume => ["resume", resume.BookmarkId, resume.Input],
        Stimulus.Retry retry => ["retry", retry.ActivityInstanceId],
        Stimulus.Skip skip => ["skip", skip.ActivityInstanceId, skip.Outcomes],
        Stimulus.Cancel cancel => ["cancel", cancel.Reason],
        Stimulus.TakeOver takeOver => [TakeOverWord, takeOver.FromVersionId, JsonNode.Parse(WorkflowStateJson.ToUtf8(takeOver.State))],
        _ => throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus, "Unknown stimulus."),
    };

    /// <summary>Throws <see cref="JsonException"/> on bytes this class never wrote.</summary>
    public static Stimulus Read(ReadOnlyMemory<byte> json)
    {
        var fields = JsonNode.Parse(json.Span)!.AsArray();
        return (string?)fields[0] switch
        {
            "start" => new Stimulus.Start(Input(1), (string?)fields[2], (string?)fields[3], (string?)fields[4]),
            "resume" => new Stimulus.ResumeBookmark((string)fields[1]!, Input(2)),
            "retry" => new Stimulus.Retry((string)fields[1]!),
            "skip" => new Stimulus.Skip((string)fields[1]!, fields[2] is { } outcomes ? [.. outcomes.AsArray().Select(outcome => (string)outcome!)] : null),
            "cancel" => new Stimulus.Cancel((string?)fields[1]),
            TakeOverWord => new Stimulus.TakeOver((string)fields[1]!, WorkflowStateJson.FromUtf8(Encoding.UTF8.GetBytes(fields[2]!.ToJsonString(Options)))),
            var other => throw new JsonException($"Unknown stimulus '{other}'."),
        };

        JsonObject? Input(int index) => fields[index]?.DeepClone().AsObject();
    }
}
