using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Descriptors;

namespace CaseWorkflows.Engine.Definitions.Canonical;

/// <summary>One activity and everything inside it.</summary>
internal sealed class CanonicalActivity(ActivityRegistry registry)
{
    /// <summary>Nothing is drawn beyond.</summary>
    private const double Farthest = 1e9;

    private static readonly string[] Order = ["id", "nodeId", "name", "type", "version", "customProperties", "metadata"];

    public JsonObject Of(JsonObject sent, JsonObject? before)
    {
        var type = sent.TextMember("type") ?? "";
        var was = before?.TextMember("type") == type ? before : null;
        if (was is not null)
        {
            TakeOutFilledIn(sent, was);
        }

        var descriptor = registry.Find(type, sent.WholeNumberMember("version") ?? 1) ?? registry.Find(ActivityTypeName.WithoutArguments(type), 1);
        return Members.Merge(sent, was, Order, (name, value, old) => name switch
        {
            "activities" or "branches" => Members.List(value, old, item => item.TextMember("id") ?? "", Of),
            "connections" => Members.List(value, old, EndsOf, (line, former) => Members.Merge(line, former, ["source", "target", "vertices"])),
            "variables" => CanonicalForm.Variables(value, old),
            "metadata" when value is JsonObject metadata => Metadata(metadata, old as JsonObject),
            "customProperties" when value is JsonObject custom => Custom(custom, old as JsonObject),
            _ when value is JsonObject json => CanonicalInput.IsWrapped(json) ? CanonicalInput.Of(json, old as JsonObject, TypeOf(descriptor, name))
                : IsActivity(json) ? Of(json, old as JsonObject)
                : Members.Value(json, old),
            _ => Members.Value(value, old),
        });
    }

    /// <summary>What a file left out reaches the designer filled in, and comes back so: version 1, and a place in the corner.</summary>
    private static void TakeOutFilledIn(JsonObject sent, JsonObject before)
    {
        if (before.KeyOf("version") is null && sent.WholeNumberMember("version") == 1)
        {
            sent.Remove(sent.KeyOf("version")!);
        }

        var metadata = sent.ObjectMember("metadata");
        var position = metadata.ObjectMember("designer").ObjectMember("position");
        if (before.ObjectMember("metadata").ObjectMember("designer") is null && position.WholeNumberMember("x") == 0 && position.WholeNumberMember("y") == 0)
        {
            metadata!.Remove(metadata.KeyOf("designer")!);
        }
    }

    private static bool IsActivity(JsonObject json) => json.TextMember("type") is not null && json.TextMember("id") is not null;

    private static string? TypeOf(ActivityDescriptor? descriptor, string name)
        => descriptor?.Inputs.FirstOrDefault(input => input.JsonName == name)?.Type is { } type ? CanonicalInput.AliasOf(type)
            : descriptor?.Outputs.FirstOrDefault(output => output.JsonName == name)?.Type is { } result ? CanonicalInput.AliasOf(result)
            : null;

    private static string EndsOf(JsonObject line) => string.Join('\n', End(line, "source", "sourcePort", "Done"), End(line, "target", "targetPort", "In"));

    private static string End(JsonObject line, string end, string flatPort, string otherwise) => line.Member(end) is JsonObject nested
        ? $"{nested.TextMember("activity")}\t{nested.TextMember("port") ?? otherwise}"
        : $"{line.TextMember(end)}\t{line.TextMember(flatPort) ?? otherwise}";

    private static JsonObject Metadata(JsonObject metadata, JsonObject? before)
        => Members.Merge(metadata, before, ["displayText", "description", "showDescription", "designer"], (name, value, old) =>
            name == "designer" && value is JsonObject designer ? Designer(designer, old as JsonObject) : Members.Value(value, old));

    /// <summary>The canvas measures every node as it draws it, so a size is kept as it first was; and half a pixel is nobody's wish.</summary>
    private static JsonObject Designer(JsonObject designer, JsonObject? before) => Members.Merge(designer, before, ["position", "size"], (name, value, old) => name switch
    {
        "size" when old is not null => old.DeepClone(),
        "size" or "position" when value is JsonObject numbers && !Members.Same(value, old) => Rounded(numbers, old as JsonObject),
        _ => Members.Value(value, old),
    });

    private static JsonObject Rounded(JsonObject numbers, JsonObject? before) => Members.Merge(numbers, before, [], (_, value, old) =>
        Members.Same(value, old) ? old!.DeepClone()
        : value.GetValueKind() == JsonValueKind.Number && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < Farthest
            ? JsonValue.Create((long)Math.Round(number))
        : value.DeepClone());

    /// <summary>Looking at how an activity is logged writes down that nothing was chosen.</summary>
    private static JsonObject Custom(JsonObject custom, JsonObject? before)
    {
        foreach (var name in new[] { "logPersistenceMode", "logPersistenceConfig" })
        {
            if (before?.KeyOf(name) is null && custom.KeyOf(name) is { } key && NothingChosen(custom[key]))
            {
                custom.Remove(key);
            }
        }

        return Members.Merge(custom, before, []);
    }

    private static bool NothingChosen(JsonNode? node) => node switch
    {
        JsonObject json => json.All(member => NothingChosen(member.Value)),
        JsonArray list => list.Count == 0,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.Text() is "" or "Strategy" || value.Text()!.Contains("Inherit", StringComparison.OrdinalIgnoreCase),
        JsonValue value => value.GetValueKind() is JsonValueKind.False or JsonValueKind.Null || value.ToJsonString() == "0",
        _ => true,
    };
}
