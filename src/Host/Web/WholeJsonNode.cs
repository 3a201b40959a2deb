using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Host.Web;

/// <summary>As <see cref="WholeJsonObject"/>, for members that may be any JSON.</summary>
internal sealed class WholeJsonNode : JsonConverter<JsonNode>
{
    public override JsonNode? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => WholeJsonObject.ReadWhole(ref reader);

    public override void Write(Utf8JsonWriter writer, JsonNode value, JsonSerializerOptions options) => value.WriteTo(writer, options);
}
