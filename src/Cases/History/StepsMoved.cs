using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Cases.History;

/// <summary>How a procedure went on. Steps are named by their ids within the version the case runs on.</summary>
/// <param name="Reached">Steps something happened in, in the order of their first happening.</param>
/// <param name="Taken">Ways out that were taken: the step and its outcome.</param>
/// <param name="Waiting">All steps that wait for somebody or something now.</param>
/// <param name="Failed">All steps that failed and are not repaired yet.</param>
public sealed record StepsMoved(IReadOnlyList<string> Reached, IReadOnlyList<(string Step, string Outcome)> Taken, IReadOnlyList<string> Waiting, IReadOnlyList<string> Failed)
{
    /// <summary>This and then another.</summary>
    public StepsMoved Then(StepsMoved next) => next with { Reached = [.. Reached.Union(next.Reached, StringComparer.Ordinal)], Taken = [.. Taken.Union(next.Taken)] };

    internal static StepsMoved Of(JsonElement json) => new(
        Texts(json, "reached"),
        json.TryGetProperty("taken", out var taken) ? [.. taken.EnumerateArray().Select(way => (way[0].GetString()!, way[1].GetString()!))] : [],
        Texts(json, "waiting"),
        Texts(json, "failed"));

    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["reached"] = Array(Reached), ["waiting"] = Array(Waiting) };
        if (Taken.Count > 0)
        {
            json["taken"] = new JsonArray([.. Taken.Select(way => (JsonNode)new JsonArray(way.Step, way.Outcome))]);
        }

        if (Failed.Count > 0)
        {
            json["failed"] = Array(Failed);
        }

        return json;
    }

    private static JsonArray Array(IReadOnlyList<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    private static string[] Texts(JsonElement json, string name) => json.TryGetProperty(name, out var texts) ? [.. texts.EnumerateArray().Select(text => text.GetString()!)] : [];
}
