using System.Text.Json;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>The JSON inside task columns.</summary>
internal static class TaskJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private const string Nothing = "[]";

    public static string Write<T>(IReadOnlyCollection<T> items) => items.Count == 0 ? Nothing : JsonSerializer.Serialize(items, Options);

    public static T[] Read<T>(string json) => json == Nothing ? [] : JsonSerializer.Deserialize<T[]>(json, Options) ?? throw new JsonException("A task column holds null.");
}
