using System.Text.Json.Nodes;

namespace CaseWorkflows.Bench;

/// <summary>A workflows folder with one association whose procedure is seven human steps in a row, each held by the bench itself from the start.</summary>
internal static class SevenTasks
{
    public const string Association = "bench";
    public const string Worker = "bench-worker";
    private static readonly string[] Steps = ["a", "b", "c", "d", "e", "f", "g"];

    public static void WriteTo(string folder, string profileToCopy, JsonObject? definition = null)
    {
        Directory.CreateDirectory(Path.Combine(folder, Association));
        foreach (var file in new[] { "association.json", "policy.json" })
        {
            var text = File.ReadAllText(Path.Combine(profileToCopy, file)).Replace("\"natiq\"", $"\"{Association}\"", StringComparison.Ordinal)
                .Replace("natiq-procedure", "bench-procedure", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder, Association, file), text);
        }

        File.WriteAllText(Path.Combine(folder, Association, "procedure.workflow.json"), (definition ?? Definition()).ToJsonString());
    }

    public static JsonObject Definition() => new()
    {
        ["id"] = "bench-procedure-v1",
        ["definitionId"] = "bench-procedure",
        ["name"] = "Seven tasks",
        ["version"] = 1,
        ["isLatest"] = true,
        ["isPublished"] = true,
        ["root"] = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray([Activity("open", "CaseWorkflows.OpenCase"), .. Steps.Select(Task), Activity("close", "CaseWorkflows.CloseCase"), Activity("end", "Elsa.End")]),
            ["connections"] = new JsonArray([
                Line("open", "Done", "a"),
                .. Steps.Zip(Steps.Skip(1)).Select(pair => Line(pair.First, "Received", pair.Second)),
                Line("g", "Received", "close"), Line("close", "Done", "end")]),
        },
    };

    private static JsonObject Task(string id)
    {
        var task = Activity(id, "CaseWorkflows.ReceiveBeneficiary");
        task["assignee"] = Input("String", "Literal", Worker);
        return task;
    }

    public static JsonObject Input(string type, string kind, string value)
        => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = kind, ["value"] = value } };

    public static JsonObject Activity(string id, string type) => new() { ["id"] = id, ["type"] = type, ["version"] = 1 };

    public static JsonObject Line(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port },
        ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };
}
