using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Descriptors;

namespace CaseWorkflows.Engine.Definitions.Canonical;

/// <summary>
/// Brings what a designer saved into the form definitions are kept in. What is the same as before keeps its spelling and its place: members and lists stay in
/// the order they had, new ones come last, sizes the canvas measured anew do not count. So a definition that was only opened and saved is the same bytes.
/// </summary>
public static class CanonicalForm
{
    private static readonly string[] Order =
    [
        "$schema", "id", "definitionId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs", "outcomes",
        "customProperties", "isReadonly", "isSystem", "isLatest", "isPublished", "options", "root",
    ];

    /// <summary>What the designer sends back; whatever else a definition has it never saw and cannot have taken out.</summary>
    private static readonly HashSet<string> SeenByDesigner = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "definitionId", "name", "description", "createdAt", "version", "variables", "inputs", "outputs", "outcomes",
        "customProperties", "isReadonly", "isLatest", "isPublished", "options", "root", "links",
    };

    private static readonly HashSet<string> Options = new(StringComparer.OrdinalIgnoreCase)
    {
        "activationStrategyType", "usableAsActivity", "autoUpdateConsumingWorkflows", "activityCategory", "incidentStrategyType", "commitStrategyName",
    };

    /// <summary>A new definition; neither argument is changed.</summary>
    /// <param name="saved">As it was sent.</param>
    /// <param name="before">The version it was drawn upon; null for one that is new.</param>
    /// <param name="registry">Says of which type an input is whose type the designer left out.</param>
    public static JsonObject Of(JsonObject saved, JsonObject? before, ActivityRegistry registry)
    {
        var activities = new CanonicalActivity(registry);
        var sent = (JsonObject)saved.DeepClone();
        sent.Remove("links");
        sent.Remove("toolVersion");
        return Members.Merge(sent, before, Order, (name, value, old) => name switch
        {
            "root" when value is JsonObject root => activities.Of(root, old as JsonObject),
            "variables" => Variables(value, old),
            "inputs" or "outputs" => Members.List(value, old, item => item.TextMember("name") ?? "", (item, was) => Members.Merge(item, was, [])),
            "options" when value is JsonObject options => Members.Merge(options, old as JsonObject, [], keep: key => !Options.Contains(key)),
            "customProperties" when value is JsonObject custom => Custom(custom, old as JsonObject),
            _ => Members.Value(value, old),
        }, keep: key => !SeenByDesigner.Contains(key));
    }

    /// <summary>The name a type has in definitions: nullable or not, and whichever list it is, the same.</summary>
    public static string TypeNameOf(Type type) => CanonicalInput.AliasOf(type);

    /// <summary>A value comes back as text, whatever it was.</summary>
    internal static JsonNode? Variables(JsonNode? value, JsonNode? old) => Members.List(value, old, item => item.TextMember("id") ?? "", (item, was) =>
        Members.Merge(item, was, [], (name, now, before) => name == "value" && CanonicalInput.SameValue(now, before) ? before!.DeepClone() : Members.Value(now, before), keep: key => key is not ("value" or "storageDriverTypeName")));

    /// <summary>Values typed in to try an activity out are no part of a procedure.</summary>
    private static JsonObject Custom(JsonObject custom, JsonObject? old)
    {
        custom.Remove("VariableTestValues");
        return Members.Merge(custom, old, []);
    }
}
