using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>An edge of a flowchart, both of whose ends exist.</summary>
/// <param name="SourceId">Id of the activity it leaves.</param>
/// <param name="SourcePort">The outcome it follows; a missing one is <c>Done</c>.</param>
/// <param name="TargetId">Id of the activity it enters.</param>
/// <param name="TargetPort">A missing one is <c>In</c>.</param>
/// <param name="Json">As written, in either form, with vertices and unknown members.</param>
public sealed record ConnectionDefinition(string SourceId, string SourcePort, string TargetId, string TargetPort, JsonObject Json)
{
    /// <summary>Where it stands in the definition.</summary>
    public string JsonPath => JsonPathText.Of(Json);
}

/// <summary>One entry of a <c>connections</c> list: the connection, or why it cannot be followed.</summary>
internal readonly record struct ConnectionReading(int Index, ConnectionDefinition? Connection, string? Fault)
{
    /// <summary>In the order of the list, which decides the order in which the engine schedules.</summary>
    public static IEnumerable<ConnectionReading> ReadAll(JsonNode? connections, IReadOnlySet<string> activityIds)
    {
        if (connections.Items() is { } items)
        {
            return items.Select((item, index) => Read(item, index, activityIds));
        }

        // Very old files hold the only connection without a list around it.
        return connections is JsonObject single && single.KeyOf("source") is not null ? [Read(single, -1, activityIds)] : [];
    }

    private static ConnectionReading Read(JsonNode? item, int index, IReadOnlySet<string> activityIds)
    {
        if (item is not JsonObject json)
        {
            return new(index, null, "The connection is not an object.");
        }

        var (sourceId, sourcePort) = End(json, "source", "sourcePort");
        var (targetId, targetPort) = End(json, "target", "targetPort");
        return (FaultOf("source", sourceId, activityIds) ?? FaultOf("target", targetId, activityIds)) is { } fault
            ? new(index, null, fault)
            : new(index, new(sourceId!, sourcePort ?? "Done", targetId!, targetPort ?? "In", json), null);
    }

    private static (string? Id, string? Port) End(JsonObject json, string end, string flatPort) => json.Member(end) switch
    {
        JsonObject nested => (nested.TextMember("activity"), Given(nested.TextMember("port")) ?? Given(json.TextMember(flatPort))),
        var flat => (flat.Text(), Given(json.TextMember(flatPort))),
    };

    private static string? Given(string? port) => string.IsNullOrWhiteSpace(port) ? null : port;

    private static string? FaultOf(string end, string? id, IReadOnlySet<string> activityIds) =>
        string.IsNullOrEmpty(id) ? $"The connection has no {end}."
        : activityIds.Contains(id) ? null
        : $"The connection's {end} \"{id}\" is no activity of this container.";
}
