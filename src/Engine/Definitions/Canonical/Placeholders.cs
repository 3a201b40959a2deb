using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions.Canonical;

/// <summary>
/// The designer draws nothing at all when it meets an activity it has no description of, and then saves the nothing. So it gets a stand-in for each, with
/// the activity itself packed away inside, and what comes back is unpacked.
/// </summary>
public static class Placeholders
{
    /// <summary>Type of the stand-in.</summary>
    public const string TypeName = "Elsa.NotFoundActivity";

    private const string Packed = "originalActivityJson";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Puts a stand-in for every activity that is not known; the definition is changed.</summary>
    public static void PutIn(JsonObject definition, Func<string, int, bool> isKnown)
    {
        foreach (var child in new WorkflowDefinition(definition).Root.Children.ToList())
        {
            PutIn(child.Activity, isKnown);
        }
    }

    /// <summary>Takes the stand-ins out again, each activity where its stand-in was moved to; the definition is changed.</summary>
    public static void TakeOut(JsonObject definition)
    {
        foreach (var activity in new WorkflowDefinition(definition).AllActivities().Where(activity => activity.Type == TypeName).ToList())
        {
            if (Unpacked(activity.Json.TextMember(Packed)) is not { } original)
            {
                continue;
            }

            original.Put("id", activity.Id, position: 0);
            foreach (var member in new[] { "name", "metadata" })
            {
                if (activity.Property(member) is { } moved)
                {
                    original.Put(member, moved.DeepClone());
                }
            }

            activity.Json.ReplaceWith(original);
        }
    }

    private static void PutIn(ActivityDefinition activity, Func<string, int, bool> isKnown)
    {
        if (isKnown(activity.Type, activity.Version))
        {
            activity.Json.Put("version", activity.Version); // left out it means none to the designer, and 1 to everybody else
            foreach (var child in activity.Children.ToList())
            {
                PutIn(child.Activity, isKnown);
            }

            return;
        }

        var ports = activity.Parent?.Connections.Where(line => line.SourceId == activity.Id).Select(line => line.SourcePort).Distinct(StringComparer.Ordinal).ToList() ?? [];
        activity.Json.ReplaceWith(new JsonObject
        {
            ["id"] = activity.Id,
            ["nodeId"] = activity.NodeId,
            ["name"] = activity.Name,
            ["type"] = TypeName,
            ["version"] = 1,
            ["customProperties"] = new JsonObject(),
            ["metadata"] = activity.Metadata?.DeepClone() ?? new JsonObject(),
            ["missingTypeName"] = activity.Type,
            ["missingTypeVersion"] = activity.Version,
            ["outcomes"] = new JsonObject
            {
                ["typeName"] = "List<String>",
                ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = JsonSerializer.Serialize(ports, Readable) },
            },
            [Packed] = activity.Json.ToJsonString(Readable),
        });
    }

    private static JsonObject? Unpacked(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
