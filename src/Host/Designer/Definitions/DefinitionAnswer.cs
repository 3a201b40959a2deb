using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Definitions.Canonical;
using CaseWorkflows.Host.Definitions;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>A version in a list.</summary>
internal sealed record DefinitionSummary(
    string Id, string DefinitionId, string Name, string? Description, int Version, bool IsLatest, bool IsPublished, bool IsReadonly, string MaterializerName, bool IsMaterializerAvailable,
    DateTimeOffset CreatedAt, IReadOnlyList<ElsaLink> Links);

/// <summary>Versions as the Studio gets them.</summary>
internal static class DefinitionAnswer
{
    /// <summary>What the Studio parses as a version number; the release whose format we write.</summary>
    public const string ToolVersion = "3.8.0.0";

    private const string Materializer = "Json";

    /// <summary>The whole definition: flags of this moment, a node id everywhere, stand-ins for what the Studio has no description of, and no nulls.</summary>
    public static JsonObject Of(DefinitionRow row, bool mayDraw, Func<string, int, bool> isKnown)
    {
        var json = Stored(row).WithNodeIds().Json;
        Placeholders.PutIn(json, isKnown);
        json.Remove("$schema");
        (json["id"], json["definitionId"], json["name"], json["version"]) = (row.Id, row.DefinitionId, row.Name, row.Version);
        (json["isLatest"], json["isPublished"], json["isReadonly"]) = (row.IsLatest, row.IsPublished, json["isReadonly"]?.GetValueKind() == System.Text.Json.JsonValueKind.True);
        (json["createdAt"], json["toolVersion"], json["materializerName"]) = (row.CreatedAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture), ToolVersion, Materializer);
        foreach (var list in new[] { "variables", "inputs", "outputs", "outcomes" })
        {
            json[list] ??= new JsonArray();
        }

        foreach (var bag in new[] { "options", "customProperties" })
        {
            json[bag] ??= new JsonObject();
        }

        EditStamp.PutIn(json, row);
        json["links"] = new JsonArray([.. Links(row.DefinitionId, mayDraw).Select(link => new JsonObject { ["href"] = link.Href, ["rel"] = link.Rel, ["method"] = link.Method })]);
        ElsaJson.DropNulls(json);
        return json;
    }

    public static DefinitionSummary Summary(DefinitionRow row, bool mayDraw) => new(
        row.Id, row.DefinitionId, row.Name, row.Description, row.Version, row.IsLatest, row.IsPublished, IsReadonly: false, Materializer, IsMaterializerAvailable: true, row.CreatedAt,
        Links(row.DefinitionId, mayDraw));

    /// <summary>The version as a file: the canonical form with its schema, as <c>workflows/</c> holds it.</summary>
    public static byte[] File(DefinitionRow row)
    {
        var stored = Stored(row);
        var json = stored.WithIdentity(row.Id, row.Version, row.IsLatest, row.IsPublished, stored.CreatedAt ?? row.CreatedAt).WithNodeIds().Json;
        if (json["$schema"] is null)
        {
            json.Insert(0, "$schema", "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json");
        }

        return WorkflowDefinition.Parse(json).Definition!.ToUtf8();
    }

    public static WorkflowDefinition Stored(DefinitionRow row)
        => WorkflowDefinition.Parse(System.Text.Encoding.UTF8.GetBytes(row.Json)).Definition ?? throw new InvalidOperationException($"The stored definition {row.Id} cannot be read.");

    private static IReadOnlyList<ElsaLink> Links(string definitionId, bool mayDraw) => mayDraw
        ? [new($"/elsa/api/workflow-definitions/{definitionId}/publish", "publish", "POST")]
        : [];
}
