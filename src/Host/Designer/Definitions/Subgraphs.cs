using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Host.Definitions;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Parts of a version, for the canvas that shows what is inside an activity.</summary>
internal static class Subgraphs
{
    public static RouteGroupBuilder MapSubgraphs(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions/subgraph");
        group.MapGet("{versionId}", async (string versionId, [FromQuery] string? parentNodeId, DesignerScope scope, DefinitionQuery query, CancellationToken ct)
            => await query.ByIdAsync(scope, versionId, ct) is { } row && Find(row, parentNodeId) is { } activity ? ElsaJson.Ok(Node(activity)) : NotThere(scope)).ForReaders();
        group.MapGet("segments/{versionId}", async (string versionId, [FromQuery] string? childNodeId, DesignerScope scope, DefinitionQuery query, CancellationToken ct)
            => await query.ByIdAsync(scope, versionId, ct) is { } row && Find(row, childNodeId) is { } activity ? ElsaJson.Ok(Segments(activity)) : NotThere(scope)).ForReaders();
        return api;
    }

    private static IResult NotThere(DesignerScope scope) => ElsaRefusals.NoSuchDefinition().ToElsaOrNotFound(scope.Language);

    private static ActivityDefinition? Find(DefinitionRow row, string? nodeId)
    {
        var definition = DefinitionAnswer.Stored(row).WithNodeIds();
        return string.IsNullOrEmpty(nodeId) ? definition.Root : definition.AllActivities().FirstOrDefault(activity => activity.NodeId == nodeId);
    }

    private static JsonObject Node(ActivityDefinition activity, string? port = null)
    {
        var json = activity.Json.DeepClone().AsObject();
        ElsaJson.DropNulls(json);
        var node = new JsonObject { ["activity"] = json, ["nodeId"] = activity.NodeId, ["parents"] = new JsonArray(), ["children"] = new JsonArray([.. activity.Children.Select(child => Node(child.Activity, child.Port))]) };
        if (port is not null)
        {
            node["port"] = port;
        }

        return node;
    }

    /// <summary>The way down to an activity: one segment for each port of an activity it lies behind. Steps of a flowchart or sequence lie behind none.</summary>
    private static JsonObject Segments(ActivityDefinition child)
    {
        var segments = new List<JsonNode>();
        ActivityDefinition? container = null;
        for (var at = child; at.Parent is { } parent; at = parent)
        {
            var port = parent.Children.First(one => ReferenceEquals(one.Activity, at)).Port;
            if (port is not ("activities" or "branches"))
            {
                container ??= parent;
                segments.Insert(0, new JsonObject { ["activityNodeId"] = parent.NodeId, ["activityId"] = parent.Id, ["activityType"] = parent.Type, ["portName"] = port });
            }
        }

        for (container ??= child; container.Parent is not null && segments.Count == 0; container = container.Parent)
        {
        }

        return new JsonObject { ["childNode"] = Node(child), ["container"] = Node(container), ["pathSegments"] = new JsonArray([.. segments]) };
    }
}
