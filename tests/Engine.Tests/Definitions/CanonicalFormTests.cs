using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions.Canonical;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class CanonicalFormTests
{
    private const string Before = """
        {"$schema":"s","id":"d-v1","definitionId":"d","name":"d","version":1,"variables":[{"id":"v","name":"V","typeName":"Int32","isArray":false,"value":5},{"id":"w","name":"W","typeName":"String","value":null}],
         "inputs":[],"outputs":[],"outcomes":[],"customProperties":{},"isReadonly":false,"isSystem":false,"options":{"incidentStrategyType":"X"},
         "root":{"id":"fc","nodeId":"Workflow1:fc","type":"Elsa.Flowchart","version":1,"customProperties":{},"metadata":{},"variables":[],
          "activities":[
           {"id":"a","nodeId":"Workflow1:fc:a","type":"Elsa.Delay","version":1,"customProperties":{"canStartWorkflow":true},
            "metadata":{"designer":{"position":{"x":40,"y":80},"size":{"width":220,"height":80}}},"timeSpan":{"typeName":"TimeSpan","expression":{"type":"Literal","value":"00:01:00"}}},
           {"id":"b","nodeId":"Workflow1:fc:b","type":"Elsa.FlowDecision","version":1,"customProperties":{},
            "metadata":{"designer":{"position":{"x":40,"y":80},"size":{"width":220,"height":80}}},"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":true}},
            "result":{"typeName":"String","expression":{"type":"Variable","value":{"id":"v","name":"V"}}}}],
          "connections":[
           {"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"},"vertices":[]},
           {"source":{"activity":"b","port":"True"},"target":{"activity":"a","port":"In"}}]}}
        """;

    [Fact]
    public void What_the_designer_adds_by_itself_is_no_change()
    {
        var sent = Json();
        Studio.Habits(sent);

        Same(Before, sent);
    }

    [Fact]
    public void A_new_activity_comes_last_and_the_others_stay_where_they_were()
    {
        var sent = Json();
        var activities = sent["root"]!["activities"]!.AsArray();
        var first = activities[0]!;
        activities.RemoveAt(0);
        activities.Insert(0, JsonNode.Parse("""{"id":"new","nodeId":"x","type":"Elsa.WriteLine","version":1,"text":{"typeName":null,"expression":{"type":"Literal","value":"hello"},"memoryReference":null}}"""));
        activities.Add(first);

        var result = Of(sent);

        Assert.Equal(["a", "b", "new"], result["root"]!["activities"]!.AsArray().Select(activity => (string)activity!["id"]!));
        Assert.Equal("""{"typeName":"String","expression":{"type":"Literal","value":"hello"}}""", result["root"]!["activities"]![2]!["text"]!.ToJsonString());
    }

    [Theory]
    [InlineData("condition", "\"False\"", "false")]
    [InlineData("condition", "\"maybe\"", "\"maybe\"")]
    [InlineData("priority", "\" 7\"", "7")]
    public void A_text_from_an_editor_becomes_what_the_type_says(string input, string typed, string stored)
    {
        var sent = Json();
        sent["root"]!["activities"]![1]![input] = JsonNode.Parse($$$"""{"typeName":"{{{(input == "condition" ? "Boolean" : "Int32")}}}","expression":{"type":"Literal","value":{{{typed}}}}}""");

        Assert.Equal(stored, Of(sent)["root"]!["activities"]![1]![input]!["expression"]!["value"]!.ToJsonString());
    }

    [Fact]
    public void A_moved_activity_keeps_its_size_and_its_position_is_rounded()
    {
        var sent = Json();
        sent["root"]!["activities"]![0]!["metadata"]!["designer"] = JsonNode.Parse("""{"position":{"x":100.4,"y":80.0},"size":{"width":231.5,"height":54}}""");

        Assert.Equal("""{"position":{"x":100,"y":80},"size":{"width":220,"height":80}}""", Of(sent)["root"]!["activities"]![0]!["metadata"]!["designer"]!.ToJsonString());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(90, false)]
    public void What_a_file_left_out_is_not_put_in_by_looking_at_it(int x, bool same)
    {
        var before = Json();
        var bare = before["root"]!["activities"]![0]!.AsObject();
        bare.Remove("version");
        bare.Remove("metadata");
        var sent = (JsonObject)before.DeepClone();
        sent["root"]!["activities"]![0]!["version"] = 1;
        sent["root"]!["activities"]![0]!["metadata"] = JsonNode.Parse("""{"designer":{"position":{"x":0,"y":0},"size":{"width":200,"height":50}}}""");
        sent["root"]!["activities"]![0]!["metadata"]!["designer"]!["position"]!["x"] = x;

        Assert.Equal(same, CanonicalForm.Of(sent, before, BuiltInActivities.Registry).ToJsonString() == before.ToJsonString());
    }

    [Fact]
    public void What_was_taken_out_is_gone()
    {
        var sent = Json();
        sent["root"]!["activities"]!.AsArray().RemoveAt(1);
        sent["root"]!["connections"] = new JsonArray();
        sent["root"]!["activities"]![0]!.AsObject().Remove("timeSpan");
        sent["variables"]!.AsArray().RemoveAt(1);
        sent.Remove("$schema");

        var result = Of(sent);

        Assert.Equal("a", (string)Assert.Single(result["root"]!["activities"]!.AsArray())!["id"]!);
        Assert.Null(result["root"]!["activities"]![0]!["timeSpan"]);
        Assert.Empty(result["root"]!["connections"]!.AsArray());
        Assert.Single(result["variables"]!.AsArray());
        Assert.Equal("s", (string)result["$schema"]!); // which the designer never saw
    }

    [Fact]
    public void An_unknown_activity_goes_through_the_designer_and_comes_back_moved_but_whole()
    {
        var json = Json();
        json["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""
            {"id":"u","nodeId":"Workflow1:fc:u","name":"Strange","type":"Their.Activity","version":3,"metadata":{"designer":{"position":{"x":1,"y":1},"size":{"width":2,"height":2}}},
             "secretSauce":{"any":[1,2,null]},"body":{"id":"inner","type":"Elsa.End","version":1}}
            """));
        json["root"]!["connections"]!.AsArray().Add(JsonNode.Parse("""{"source":{"activity":"u","port":"Odd"},"target":{"activity":"a","port":"In"}}"""));
        var before = json.ToJsonString();

        Placeholders.PutIn(json, (type, _) => type.StartsWith("Elsa.", StringComparison.Ordinal));
        var stand = json["root"]!["activities"]![2]!;
        Assert.Equal((Placeholders.TypeName, "Their.Activity", "[\"Odd\"]"), ((string)stand["type"]!, (string)stand["missingTypeName"]!, (string)stand["outcomes"]!["expression"]!["value"]!));
        stand["metadata"]!["designer"]!["position"]!["x"] = 500;
        Placeholders.TakeOut(json);

        Assert.Equal(before.Replace("""{"x":1,"y":1}""", """{"x":500,"y":1}""", StringComparison.Ordinal), json.ToJsonString());
    }

    private static JsonObject Json() => JsonNode.Parse(Before)!.AsObject();

    private static JsonObject Of(JsonObject sent) => CanonicalForm.Of(sent, Json(), BuiltInActivities.Registry);

    private static void Same(string expected, JsonObject sent) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), Of(sent).ToJsonString());

    /// <summary>What the Studio does to a definition nobody touched, as seen in its requests.</summary>
    private static class Studio
    {
        public static void Habits(JsonObject model)
        {
            DropNulls(model);
            model.Remove("$schema");
            model.Remove("isSystem");
            model["links"] = null;
            model["options"]!["usableAsActivity"] = false;
            model["options"]!["commitStrategyName"] = null;
            foreach (var variable in model["variables"]!.AsArray())
            {
                variable!["value"] = variable["value"]?.ToString();
                variable["isArray"] ??= false;
                variable["storageDriverTypeName"] ??= null;
            }

            var activities = model["root"]!["activities"]!.AsArray();
            var clicked = activities[0]!;
            activities.RemoveAt(0);
            activities.Add(clicked);
            foreach (var activity in activities.OfType<JsonObject>())
            {
                activity["metadata"]!["designer"]!["size"] = new JsonObject { ["width"] = 201.33, ["height"] = 54 };
                foreach (var wrapper in activity.Select(member => member.Value).OfType<JsonObject>().Where(value => value.ContainsKey("expression")))
                {
                    wrapper["memoryReference"] = null;
                    wrapper["expression"]!["value"] = wrapper["expression"]!["value"]?.ToJsonString() is ['{', ..] json ? json : wrapper["expression"]!["value"]?.DeepClone();
                }
            }

            var lines = model["root"]!["connections"]!.AsArray();
            var last = lines[^1]!;
            lines.RemoveAt(lines.Count - 1);
            lines.Insert(0, last);
            foreach (var line in lines)
            {
                line!["vertices"] = new JsonArray();
            }
        }

        private static void DropNulls(JsonNode? node)
        {
            foreach (var name in (node as JsonObject)?.Where(member => member.Value is null).Select(member => member.Key).ToList() ?? [])
            {
                node!.AsObject().Remove(name);
            }

            foreach (var child in node switch { JsonObject json => json.Select(member => member.Value), JsonArray list => list, _ => [] })
            {
                DropNulls(child);
            }
        }
    }
}
