using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Definitions.Differences;

namespace CaseWorkflows.Engine.Tests.Definitions.Differences;

public sealed class DifferenceTests
{
    private const string Before = """
        {'definitionId':'d','name':'Intake','variables':[{'id':'v1','name':'Reason','typeName':'String'}],
         'root':{'id':'f','type':'Elsa.Flowchart','activities':[
          {'id':'a','type':'Elsa.Start','version':1,'metadata':{'displayText':'Begin','designer':{'position':{'x':0,'y':0}}}},
          {'id':'b','type':'X.Verify','version':1,'name':'Verify','title':{'typeName':'String','expression':{'type':'Literal','value':'Check'}}},
          {'id':'c','type':'X.Declare','version':1,'name':'Declare','reason':{'typeName':'String','memoryReference':{'id':'v1'}}},
          {'id':'d','type':'X.Study','version':1,'name':'Study','minimumPeriod':{'typeName':'TimeSpan','expression':{'type':'Literal','value':'14.00:00:00'}}}],
          'connections':[
          {'source':{'activity':'a','port':'Done'},'target':{'activity':'b','port':'In'}},
          {'source':{'activity':'b','port':'Done'},'target':{'activity':'c','port':'In'}},
          {'source':{'activity':'c','port':'Done'},'target':{'activity':'d','port':'In'}}]}}
        """;

    [Fact]
    public void The_same_definition_saved_by_a_studio_has_no_difference()
    {
        var saved = Edit(json =>
        {
            json["links"] = new JsonArray();
            json["version"] = 7;
            json["description"] = null;
            var activities = json["root"]!["activities"]!.AsArray();
            activities[0]!["nodeId"] = "Workflow1:f:a";
            activities[1]!["title"]!["memoryReference"] = null;
            activities[1]!["customProperties"] = new JsonObject { ["canStartWorkflow"] = false };
            activities.Insert(0, Take(activities, 3)); // what is clicked on comes to the front
        });

        Assert.True(DefinitionDifference.Between(Sample.Definition(Before), saved).IsEmpty);
    }

    [Fact]
    public void A_longer_floor_is_one_changed_setting()
    {
        var change = Assert.Single(Compare(json => Activity(json, "d")["minimumPeriod"]!["expression"]!["value"] = "21.00:00:00").Activities);

        Assert.Equal((ChangeKind.Changed, "d", "Study"), (change.Kind, change.ActivityId, change.Label));
        Assert.Equal([new("minimumPeriod", new(null, "14.00:00:00"), new(null, "21.00:00:00"))], change.Settings);
        Assert.False(change.IsDrawingOnly);
    }

    [Fact]
    public void Two_steps_swapped_are_a_move_in_order_and_three_lines_led_elsewhere()
    {
        var difference = Compare(json =>
        {
            var lines = json["root"]!["connections"]!.AsArray();
            (lines[0]!["target"]!["activity"], lines[1]!["target"]!["activity"], lines[2]!["target"]!["activity"]) = ("c", "d", "b");
        });

        var moved = Assert.Single(difference.Activities);
        Assert.Equal(("Declare", "Verify"), (moved.Label, Assert.Single(moved.Order!.NowBefore)));
        Assert.Empty(moved.Order.NowAfter);
        Assert.Equal(
            [new(ChangeKind.Changed, "Begin", "Done", "Verify", "Declare"), new(ChangeKind.Changed, "Verify", "Done", "Declare", "Study"), new(ChangeKind.Changed, "Declare", "Done", "Study", "Verify")],
            difference.Connections.Select(line => line with { SourceType = "" }));
    }

    [Fact]
    public void A_step_taken_out_and_one_put_in_are_named_with_what_they_have()
    {
        var difference = Compare(json =>
        {
            var activities = json["root"]!["activities"]!.AsArray();
            Take(activities, 2);
            activities.Add(Sample.Node("{'id':'n','type':'X.Notify','version':1,'text':{'typeName':'String','expression':{'type':'JavaScript','value':'getReason()'}}}"));
            var lines = json["root"]!["connections"]!.AsArray();
            (lines[1]!["target"]!["activity"], lines[2]!["source"]!["activity"]) = ("n", "n");
        });

        Assert.Equal([(ChangeKind.Added, "n"), (ChangeKind.Removed, "Declare")], difference.Activities.Select(change => (change.Kind, change.Label)));
        Assert.Equal([new("text", null, new("JavaScript", "getReason()"))], difference.Activities[0].Settings);
        Assert.Equal(
            [new(ChangeKind.Changed, "Verify", "Done", "Declare", "n"), new(ChangeKind.Added, "n", "Done", null, "Study"), new(ChangeKind.Removed, "Declare", "Done", "Study", null)],
            difference.Connections.Select(line => line with { SourceType = "" }));
    }

    [Fact]
    public void A_step_put_in_or_taken_out_moves_no_other()
    {
        var difference = Compare(json =>
        {
            Take(json["root"]!["activities"]!.AsArray(), 1);
            json["root"]!["connections"]![0]!["target"]!["activity"] = "c";
            json["root"]!["connections"]!.AsArray().RemoveAt(1);
        });

        Assert.Equal(ChangeKind.Removed, Assert.Single(difference.Activities).Kind);
    }

    [Fact]
    public void A_box_moved_on_the_canvas_changes_the_drawing_only()
    {
        var difference = Compare(json => Activity(json, "a")["metadata"]!["designer"]!["position"]!["x"] = 300);

        Assert.True(difference.IsDrawingOnly);
        Assert.True(Assert.Single(difference.Activities).MovedOnCanvas);
    }

    [Fact]
    public void Variables_and_outputs_are_named_as_a_person_knows_them()
    {
        var difference = Compare(json =>
        {
            json["name"] = "Reception";
            json["variables"]!.AsArray().Add(Sample.Node("{'id':'v2','name':'Score','typeName':'Int32','storageDriverTypeName':'WorkflowInstance'}"));
            Activity(json, "c")["reason"]!["memoryReference"]!["id"] = "v2";
            Activity(json, "b")["title"] = Sample.Node("""{'typeName':'String','expression':{'type':'Variable','value':'{\"id\":\"v1\",\"name\":\"Reason\"}'}}""".Replace("\\\"", "\\u0022", StringComparison.Ordinal));
        });

        Assert.Equal(["name", "variables.Score"], difference.Settings.Select(setting => setting.Name));
        Assert.Equal(new SettingChange("title", new(null, "Check"), new("Variable", "Reason")), Assert.Single(difference.Activities[0].Settings));
        Assert.Equal(new SettingChange("reason", new("Output", "Reason"), new("Output", "Score")), Assert.Single(difference.Activities[1].Settings));
    }

    [Fact]
    public void Steps_inside_steps_are_compared_where_they_stand()
    {
        const string Inner = "{'definitionId':'d','root':{'id':'s','type':'Elsa.Sequence','activities':[{'id':'i','type':'Elsa.If','version':1,'then':{'id':'t','type':'X.A','version':1}},{'id':'w','type':'X.B','version':1}]}}";
        var difference = DefinitionDifference.Between(Sample.Definition(Inner), Sample.Definition(Inner.Replace("'id':'s'", "'id':'other'", StringComparison.Ordinal).Replace("X.A", "X.C", StringComparison.Ordinal)));

        var change = Assert.Single(difference.Activities);
        Assert.Equal("i:t", change.Path);
        Assert.Equal([new("type", new(null, "X.A"), new(null, "X.C"))], change.Settings);
    }

    [Fact]
    public void A_circle_is_numbered_the_way_it_is_walked_and_what_nothing_leads_to_comes_last()
    {
        var root = Sample.WithRoot("""
            {'id':'f','type':'Elsa.Flowchart','activities':[{'id':'lost','type':'X.A','version':1},{'id':'end','type':'X.A','version':1},{'id':'work','type':'X.A','version':1},{'id':'go','type':'Elsa.Start','version':1}],
             'connections':[{'source':'go','target':'work'},{'source':'work','target':'end'},{'source':'work','sourcePort':'Again','target':'go'}]}
            """).Root;

        Assert.Equal(["go", "work", "end", "lost"], StepOrder.Of(root).Ids);
    }

    private static DefinitionDifference Compare(Action<JsonNode> edit) => DefinitionDifference.Between(Sample.Definition(Before), Edit(edit));

    private static WorkflowDefinition Edit(Action<JsonNode> edit)
    {
        var json = Sample.Node(Before);
        edit(json);
        return WorkflowDefinition.Parse(json).Definition!;
    }

    private static JsonNode Activity(JsonNode json, string id) => json["root"]!["activities"]!.AsArray().First(activity => (string?)activity!["id"] == id)!;

    private static JsonNode Take(JsonArray list, int index)
    {
        var taken = list[index]!;
        list.RemoveAt(index);
        return taken;
    }
}
