using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Engine.State;

/// <summary>The stored form of an instance. The same state always gives the same bytes.</summary>
public static class WorkflowStateJson
{
    public static byte[] ToUtf8(WorkflowState state) => JsonSerializer.SerializeToUtf8Bytes(state, StateJsonContext.Readable.WorkflowState);

    /// <summary>Throws <see cref="JsonException"/> on bytes this engine never wrote.</summary>
    public static WorkflowState FromUtf8(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, StateJsonContext.Readable.WorkflowState)
        ?? throw new JsonException("An instance state is never null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkflowState))]
internal sealed partial class StateJsonContext : JsonSerializerContext
{
    /// <summary>Arabic stays Arabic instead of six bytes a letter.</summary>
    public static StateJsonContext Readable => LazyInitializer.EnsureInitialized(
        ref _readable, () => new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private static StateJsonContext? _readable;
}
