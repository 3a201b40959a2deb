using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Tests;

/// <summary>A small workflow as the Studio would save it: steps one after the other.</summary>
internal static class SequenceFile
{
    public static string Of(string definitionId, params JsonObject[] steps) => Of(definitionId, [], steps);

    public static string Of(string definitionId, string[] variables, params JsonObject[] steps) => new JsonObject
    {
        ["id"] = $"{definitionId}-file", ["definitionId"] = definitionId, ["name"] = definitionId, ["version"] = 1, ["isLatest"] = true, ["isPublished"] = true,
        ["inputs"] = new JsonArray(), ["outputs"] = new JsonArray(), ["outcomes"] = new JsonArray(),
        ["variables"] = new JsonArray([.. variables.Select(Variable)]),
        ["root"] = new JsonObject { ["id"] = "seq", ["type"] = "Elsa.Sequence", ["version"] = 1, ["activities"] = new JsonArray([.. steps]) },
    }.ToJsonString();

    public static JsonObject Step(string id, string type, params (string Name, JsonNode Value)[] members)
    {
        var step = new JsonObject { ["id"] = id, ["type"] = type, ["version"] = 1 };
        foreach (var (name, value) in members)
        {
            step[name] = value;
        }

        return step;
    }

    /// <summary>A step that starts its workflow.</summary>
    public static JsonObject Trigger(string id, string type, params (string Name, JsonNode Value)[] members)
        => Step(id, type, [("customProperties", new JsonObject { ["canStartWorkflow"] = true }), .. members]);

    /// <summary>A variable kept through waits; its id is its name.</summary>
    public static JsonObject Variable(string name) => new()
    {
        ["id"] = name, ["name"] = name, ["typeName"] = "Object", ["isArray"] = false,
        ["storageDriverTypeName"] = "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core",
    };

    public static JsonObject Into(string variable) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = variable } };
}
