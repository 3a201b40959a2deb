using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Cases.History;

/// <summary>
/// What moved in a case between one event and the one before it. The event carries it in its data under <see cref="Member"/>, so that the case as it stood at any moment
/// can be rebuilt from its events alone. Null and empty parts did not move.
/// </summary>
public sealed record CaseMove
{
    /// <summary>Where it stands in an event's data.</summary>
    public const string Member = "moved";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The stage it came from and the one it is in now; null when it stayed.</summary>
    public (CaseStage From, CaseStage To)? Stage { get; init; }

    /// <summary>How it ended; null while it is open.</summary>
    public CaseResult? Result { get; init; }

    /// <summary>When the applicant was told of the study.</summary>
    public DateTimeOffset? InformedAt { get; init; }

    /// <summary>The number it was registered under.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>How content the person was, 1 to 5.</summary>
    public int? SatisfactionScore { get; init; }

    /// <summary>How the procedure went on; null when it did not.</summary>
    public StepsMoved? Steps { get; init; }

    /// <summary>True when nothing moved.</summary>
    public bool IsEmpty => this is { Stage: null, Result: null, InformedAt: null, RegistrationNumber: null, SatisfactionScore: null, Steps: null };

    /// <summary>An event's data, a JSON object or null, with this in it.</summary>
    public string Into(string? data)
    {
        var moved = $"\"{Member}\":{ToJson().ToJsonString(Options)}";
        return data is null or "{}" ? $"{{{moved}}}" : $"{data.AsSpan().TrimEnd()[..^1]},{moved}}}";
    }

    /// <summary>Null for data without a move.</summary>
    public static CaseMove? Of(JsonElement data) => data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(Member, out var moved) ? null : new()
    {
        Stage = moved.TryGetProperty("stage", out var stage) ? (Enum.Parse<CaseStage>(stage[0].GetString()!), Enum.Parse<CaseStage>(stage[1].GetString()!)) : null,
        Result = moved.TryGetProperty("result", out var result) ? Enum.Parse<CaseResult>(result.GetString()!) : null,
        InformedAt = moved.TryGetProperty("informedAt", out var informed) ? Instant.Parse(informed.GetString()!) : null,
        RegistrationNumber = moved.TryGetProperty("registrationNumber", out var number) ? number.GetString() : null,
        SatisfactionScore = moved.TryGetProperty("satisfactionScore", out var score) ? score.GetInt32() : null,
        Steps = moved.TryGetProperty("steps", out var steps) ? StepsMoved.Of(steps) : null,
    };

    private JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Stage is var (from, to))
        {
            json["stage"] = new JsonArray(from.ToString(), to.ToString());
        }

        Put(json, "result", Result?.ToString());
        Put(json, "informedAt", InformedAt is { } informed ? Instant.ToText(informed) : null);
        Put(json, "registrationNumber", RegistrationNumber);
        Put(json, "satisfactionScore", SatisfactionScore);
        Put(json, "steps", Steps?.ToJson());
        return json;
    }

    private static void Put(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
