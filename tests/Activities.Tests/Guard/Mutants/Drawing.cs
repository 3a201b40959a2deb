using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Guard.Mutants;

/// <summary>A line of a drawing.</summary>
internal sealed record Line(string Source, string Port, string Target);

/// <summary>A procedure's JSON under the hands of somebody who changes it. Every change is made on a copy.</summary>
internal sealed class Drawing(JsonObject json)
{
    public JsonObject Json { get; } = json;

    public JsonArray Activities => Json["root"]!["activities"]!.AsArray();

    public JsonArray Connections => Json["root"]!["connections"]!.AsArray();

    public IReadOnlyList<Line> Lines
        => [.. Connections.Select(line => new Line((string)line!["source"]!["activity"]!, (string)line["source"]!["port"]!, (string)line["target"]!["activity"]!))];

    public IEnumerable<string> Ids => Activities.Select(activity => (string)activity!["id"]!);

    public static Drawing Of(string key) => new(JsonNode.Parse(ProcedureFile.Bytes(key))!.AsObject());

    public JsonObject Activity(string id) => Activities.Single(activity => (string)activity!["id"]! == id)!.AsObject();

    public string TypeOf(string id) => (string)Activity(id)["type"]!;

    public IEnumerable<string> OfType(string type) => Ids.Where(id => TypeOf(id) == type).ToList();

    public Drawing Changed(Action<Drawing> change)
    {
        var copy = new Drawing(Json.DeepClone().AsObject());
        change(copy);
        return copy;
    }

    public void Redraw(IEnumerable<Line> lines) => Json["root"]!["connections"] = new JsonArray([.. lines.Select(line => (JsonNode)Connection(line))]);

    public void Reroute(Line line, string target) => Redraw([.. Lines.Select(each => each == line ? each with { Target = target } : each)]);

    /// <summary>Takes a step out; what led to it leads to where it led.</summary>
    public void Drop(string id, string port)
    {
        var next = Lines.Single(line => line.Source == id && line.Port == port).Target;
        Redraw([.. Lines.Where(line => line.Source != id).Select(line => line.Target == id ? line with { Target = next } : line)]);
        Activities.Remove(Activity(id));
    }

    /// <summary>Puts a step into a line.</summary>
    public void Insert(Line line, JsonObject activity, string port)
    {
        var id = (string)activity["id"]!;
        Activities.Add((JsonNode)activity);
        Redraw([.. Lines.Select(each => each == line ? each with { Target = id } : each), new Line(id, port, line.Target)]);
    }

    public JsonObject CopyOf(string id, string newId)
    {
        var copy = Activity(id).DeepClone().AsObject();
        (copy["id"], copy["name"]) = (newId, newId);
        copy.Remove("nodeId");
        return copy;
    }

    public static JsonObject NewActivity(string id, string type, params (string Name, string Type, JsonNode Value)[] inputs)
    {
        var activity = new JsonObject { ["id"] = id, ["name"] = id, ["type"] = type, ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject() };
        foreach (var (name, typeName, value) in inputs)
        {
            activity[name] = new JsonObject { ["typeName"] = typeName, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
        }

        return activity;
    }

    /// <summary>The outcome that carries a case on, as everybody in the project draws it: the first of the step.</summary>
    public static string MainPort(string type) => MainPorts.GetValueOrDefault(type, "Done");

    private static readonly Dictionary<string, string> MainPorts = CaseWorkflows.Activities.Steps.ProcedureSteps.Descriptors
        .ToDictionary(descriptor => descriptor.TypeName, descriptor => descriptor.Ports[0].Name, StringComparer.Ordinal);

    private static JsonObject Connection(Line line) => new()
    {
        ["source"] = new JsonObject { ["activity"] = line.Source, ["port"] = line.Port },
        ["target"] = new JsonObject { ["activity"] = line.Target, ["port"] = "In" },
        ["vertices"] = new JsonArray(),
    };
}
