using System.Text.Json;
using CaseWorkflows.Evidence.EventLogs;

namespace CaseWorkflows.Evidence.Tests.EventLogs;

/// <summary>A log of OCEL 2.0 as the framework's JSON reader finds it.</summary>
internal sealed class OcelReading(JsonElement root)
{
    public Dictionary<string, Dictionary<string, string>> ObjectTypes { get; } = Types(root.GetProperty("objectTypes"));

    public Dictionary<string, Dictionary<string, string>> EventTypes { get; } = Types(root.GetProperty("eventTypes"));

    public Dictionary<string, JsonElement> Objects { get; } = root.GetProperty("objects").EnumerateArray().ToDictionary(Id, StringComparer.Ordinal);

    public Dictionary<string, JsonElement> Events { get; } = root.GetProperty("events").EnumerateArray().ToDictionary(Id, StringComparer.Ordinal);

    public static async Task<OcelReading> OfAsync(EventLog log)
    {
        using var stream = new MemoryStream();
        await OcelWriter.WriteAsync(stream, log, CancellationToken.None);
        return new(JsonSerializer.Deserialize<JsonElement>(stream.ToArray()));
    }

    /// <summary>What an object's attribute was and from when on.</summary>
    public IEnumerable<(string From, string Value)> History(string id, string attribute)
        => Objects[id].GetProperty("attributes").EnumerateArray()
            .Where(told => told.GetProperty("name").GetString() == attribute)
            .Select(told => (told.GetProperty("time").GetString()!, told.GetProperty("value").ToString()));

    public static Dictionary<string, JsonElement> Attributes(JsonElement one)
        => one.GetProperty("attributes").EnumerateArray().ToDictionary(told => told.GetProperty("name").GetString()!, told => told.GetProperty("value"), StringComparer.Ordinal);

    public static IReadOnlyList<(string Qualifier, string Id)> Relationships(JsonElement one)
        => [.. one.GetProperty("relationships").EnumerateArray().Select(told => (told.GetProperty("qualifier").GetString()!, told.GetProperty("objectId").GetString()!))];

    public static string Type(JsonElement one) => one.GetProperty("type").GetString()!;

    private static string Id(JsonElement one) => one.GetProperty("id").GetString()!;

    private static Dictionary<string, Dictionary<string, string>> Types(JsonElement types) => types.EnumerateArray().ToDictionary(
        type => type.GetProperty("name").GetString()!,
        type => type.GetProperty("attributes").EnumerateArray().ToDictionary(told => told.GetProperty("name").GetString()!, told => told.GetProperty("type").GetString()!, StringComparer.Ordinal),
        StringComparer.Ordinal);
}
