using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Tests.Execution;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Engine.Tests.Properties;

/// <summary>Random flowcharts, nested ones included, and random orders of answering what waits in them.</summary>
internal static class FlowchartGenerator
{
    private static readonly string[] Outcomes = ["Done", "True", "False", "X", "Y"];

    /// <summary>One box: what it is, and one number its kind may read.</summary>
    public sealed record Box(string Id, string Kind, int Setting, Plan? Inside);

    public sealed record Line(string From, string Port, string To);

    public sealed record Plan(string Id, IReadOnlyList<Box> Boxes, IReadOnlyList<Line> Lines)
    {
        public override string ToString() => $"[{string.Join(' ', Boxes.Select(box => $"{box.Id}:{box.Kind}/{box.Setting}{box.Inside}"))} | "
            + $"{string.Join(' ', Lines.Select(line => $"{line.From}.{line.Port}>{line.To}"))}]";
    }

    /// <summary>Answers: which of the waits that stand, and what it is answered with.</summary>
    public sealed record Scenario(Plan Plan, IReadOnlyList<(int Which, string Outcome)> Answers)
    {
        public override string ToString() => $"{Plan} {string.Join(' ', Answers)}";
    }

    public static Arbitrary<Scenario> Scenarios => Arb.From(
        from plan in Flowchart("f", depth: 1, least: 3, most: 12)
        from answers in Gen.ListOf(Gen.Zip(Gen.Choose(0, 1000), Answer), 12)
        select new Scenario(plan, [.. answers.Select(answer => (answer.Item1, answer.Item2))]));

    private static Gen<string> Answer => Gen.Frequency(
        (6, Gen.Elements(Outcomes)), (2, Gen.Constant("")), (1, Gen.Constant("X,Y")), (1, Gen.Constant("Done,X")));

    /// <summary>The plan in code.</summary>
    public static Flowchart Build(Plan plan)
    {
        var flowchart = new Flowchart { Id = plan.Id };
        foreach (var box in plan.Boxes)
        {
            var activity = Make(box);
            activity.Id = box.Id;
            flowchart.Activities.Add(activity);
        }

        foreach (var line in plan.Lines)
        {
            flowchart.Connections.Add(new Connection(
                new Endpoint(flowchart.Activities.First(activity => activity.Id == line.From), line.Port),
                new Endpoint(flowchart.Activities.First(activity => activity.Id == line.To), "In")));
        }

        return flowchart;
    }

    /// <summary>The plan as a definition would hold it.</summary>
    public static JsonObject Json(Plan plan) => new()
    {
        ["id"] = plan.Id,
        ["type"] = "Elsa.Flowchart",
        ["activities"] = new JsonArray([.. plan.Boxes.Select(Json)]),
        ["connections"] = new JsonArray([.. plan.Lines.Select(line => new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = line.From, ["port"] = line.Port },
            ["target"] = new JsonObject { ["activity"] = line.To, ["port"] = "In" },
        })]),
    };

    /// <summary>A tree, so that most can be reached, and as many lines again from anywhere to anywhere. Back mostly from waits: circles without one only take time.</summary>
    private static Gen<Plan> Flowchart(string id, int depth, int least, int most) =>
        from count in Gen.Choose(least, most)
        from boxes in Gen.CollectToArray(Enumerable.Range(0, count).Select(index => Boxed($"{id}{index.ToString(CultureInfo.InvariantCulture)}", depth)))
        from first in Gen.ListOf(Gen.Zip(Gen.Choose(0, count - 1), Gen.Elements(Outcomes)), count - 1)
        from more in Gen.Choose(0, count).SelectMany(number => Gen.ListOf(Gen.Zip(Gen.Choose(0, count * count - 1), Gen.Elements(Outcomes)), number))
        let tree = first.Select((entry, index) => new Line(boxes[entry.Item1 % (index + 1)].Id, Port(boxes[entry.Item1 % (index + 1)], entry.Item2), boxes[index + 1].Id))
        from circle in Gen.Choose(0, 200)
        let others = more.Where(entry => entry.Item1 / count < entry.Item1 % count || boxes[entry.Item1 / count].Kind == "wait" || circle == 0).Select(entry => new Line(boxes[entry.Item1 / count].Id, Port(boxes[entry.Item1 / count], entry.Item2), boxes[entry.Item1 % count].Id))
        from lines in Gen.Shuffle(tree.Concat(others).ToArray())
        select new Plan(id, boxes, lines);

    /// <summary>Mostly an outcome the box really has, so that something happens.</summary>
    private static string Port(Box box, string wish) => box.Kind switch
    {
        "probe" or "join" or "flow" => wish == "Y" ? wish : "Done",
        "decision" => wish is "True" or "False" ? wish : box.Setting % 2 == 0 ? "True" : "False",
        _ => wish,
    };

    private static Gen<Box> Boxed(string id, int depth) =>
        from kind in Gen.Frequency(
            (6, Gen.Constant("wait")), (4, Gen.Constant("probe")), (3, Gen.Constant("decision")), (4, Gen.Constant("join")), (1, Gen.Constant("choose")),
            (1, Gen.Constant("throw")), (1, Gen.Constant("pending")), (1, Gen.Constant("end")), (depth > 0 ? 1 : 0, Gen.Constant("flow")))
        from setting in Gen.Choose(0, 5)
        from inside in kind == "flow" ? Flowchart(id + "_", depth - 1, 1, 4) : Gen.Constant<Plan>(null!)
        select new Box(id, kind, setting, inside);

    private static IActivity Make(Box box) => box.Kind switch
    {
        "wait" => new Wait(),
        "decision" => new FlowDecision { Condition = new(box.Setting % 2 == 0) },
        "join" => new FlowJoin { Mode = new((FlowJoinMode)(box.Setting % 3)) },
        "choose" => new Choose { Outcomes = new(box.Setting % 2 == 0 ? "X,Y" : "Done,X") },
        "throw" => new Throw(),
        "pending" => new NotReady(),
        "end" => new End(),
        "flow" => Build(box.Inside!),
        _ => new Probe(),
    };

    private static JsonNode Json(Box box)
    {
        var json = box.Inside is null ? new JsonObject { ["type"] = Make(box).Type } : Json(box.Inside);
        json["id"] = box.Id;
        switch (box.Kind)
        {
            case "decision":
                json["condition"] = Input("Boolean", box.Setting % 2 == 0);
                break;
            case "join":
                json["mode"] = Input("FlowJoinMode", ((FlowJoinMode)(box.Setting % 3)).ToString());
                break;
            case "choose":
                json["outcomes"] = Input("String", box.Setting % 2 == 0 ? "X,Y" : "Done,X");
                break;
        }

        return json;
    }

    private static JsonObject Input(string type, JsonNode value)
        => new() { ["typeName"] = type, ["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = value } };
}
