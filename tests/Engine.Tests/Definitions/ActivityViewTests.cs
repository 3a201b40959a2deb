using CaseWorkflows.Engine.Definitions;

namespace CaseWorkflows.Engine.Tests.Definitions;

public sealed class ActivityViewTests
{
    [Fact]
    public void Activities_are_found_wherever_the_format_embeds_them()
    {
        var definition = Sample.WithRoot("""
            {"id":"root","type":"Elsa.Flowchart","version":1,
             "metadata":{"decoy":{"type":"Elsa.WriteLine","id":"no"}},
             "customProperties":{"decoy":{"type":"Elsa.WriteLine","id":"no"}},
             "activities":[
              {"id":"if","type":"Elsa.If","condition":{"type":"JavaScript","value":"true","id":"no"},
               "then":{"id":"then","type":"Elsa.WriteLine"},"Else":{"type":"Elsa.Sequence","version":1,"activities":[{"id":"inner","type":"X"}]}},
              {"id":"fork","type":"Elsa.Fork","branches":[{"id":"b1","type":"X"},{"id":"b2","type":"X"}]},
              {"id":"switch","type":"Elsa.Switch","cases":[
                {"label":"one","condition":{"type":"JavaScript","value":"1"},"activity":{"id":"c1","type":"X"}},
                {"label":"two","condition":{"type":"JavaScript","value":"2"},"activity":null}]},
              {"id":"flow","type":"Elsa.FlowSwitch","cases":[{"label":"x","condition":{"type":"Literal","value":"1","version":2}}]},
              {"id":"write","type":"Elsa.WriteLine",
               "text":{"typeName":"String","expression":{"type":"Literal","value":"x"},"memoryReference":{"id":"m"}},
               "variable":{"id":"v","name":"V","typeName":"String"}, "raw":{"type":"Literal","value":1,"id":"no"}},
              {"id":"machine","type":"Elsa.StateMachine","states":[{"name":"s","entry":{"id":"e","type":"X"},"exit":{"id":"x","type":"X"}}]}]}
            """);

        Assert.Equal(
            ["root", "if", "then", "", "inner", "fork", "b1", "b2", "switch", "c1", "flow", "write", "machine", "e", "x"],
            definition.AllActivities().Select(activity => activity.Id));
        Assert.Equal(
            ["$.root.activities[0].then", "$.root.activities[0].Else", "$.root.activities[0].Else.activities[0]", "$.root.activities[2].cases[0].activity"],
            definition.AllActivities().Where(activity => activity.Id is "then" or "" or "inner" or "c1").Select(activity => activity.JsonPath));
        var ifActivity = definition.Root.Activities[0];
        Assert.Equal("then", ifActivity.ActivitiesIn("then").Single().Id);
        Assert.Same(ifActivity, ifActivity.ActivitiesIn("else").Single().Parent);
        var switchActivity = definition.Root.Activities[2];
        Assert.Equal("c1", switchActivity.Embedded(switchActivity.Property("cases")![0]!["activity"])!.Id);
        Assert.Null(switchActivity.Embedded(null));
    }

    [Fact]
    public void Names_are_matched_exactly_before_any_casing()
    {
        var activity = Sample.WithRoot("{'ID':'loud','id':'quiet','Type':'T','NODEID':'n','Title':1,'title':2}").Root;

        Assert.Equal(("quiet", "T", "n"), (activity.Id, activity.Type, activity.NodeId));
        Assert.Equal("2", activity.Property("title")!.ToJsonString());
        Assert.Equal("1", activity.Property("Title")!.ToJsonString());
        Assert.Null(activity.Property("absent"));
    }

    [Theory]
    [InlineData("'customProperties':{'canStartWorkflow':true}", true)]
    [InlineData("'customProperties':{'CanStartWorkflow':true}", true)]
    [InlineData("'CustomProperties':{'canStartWorkflow':'True'}", true)]
    [InlineData("'canStartWorkflow':true", true)]
    [InlineData("'CanStartWorkflow':true,'customProperties':{}", true)]
    [InlineData("'canStartWorkflow':true,'customProperties':{'canStartWorkflow':false}", false)]
    [InlineData("'canStartWorkflow':true,'customProperties':{'canStartWorkflow':null}", false)]
    [InlineData("'customProperties':{'canStartWorkflow':1}", false)]
    [InlineData("'customProperties':null", false)]
    public void The_start_mark_is_found_where_any_version_of_elsa_wrote_it(string members, bool starts) =>
        Assert.Equal(starts, Sample.WithRoot($"{{'id':'a','type':'T',{members}}}").Root.CanStartWorkflow);

    [Theory]
    [InlineData("", 1)]
    [InlineData(",'version':null", 1)]
    [InlineData(",'version':3", 3)]
    [InlineData(",'version':3.0", 3)]
    [InlineData(",'Version':'4'", 4)]
    public void A_missing_type_version_runs_as_one(string member, int version) =>
        Assert.Equal(version, Sample.WithRoot($"{{'id':'a','type':'T'{member}}}").Root.Version);

    [Theory]
    [InlineData("{'displayText':'دراسة الطلب'}", "دراسة الطلب")]
    [InlineData("{}", null)]
    [InlineData("null", null)]
    public void The_typed_in_label_is_the_display_text(string metadata, string? text) =>
        Assert.Equal(text, Sample.WithRoot($"{{'id':'a','type':'T','name':'N','metadata':{metadata}}}").Root.DisplayText);

    [Theory]
    [InlineData("{'_type':'x','items':[{'id':'a','type':'T'}]}", "$.root.activities.items[0]")]
    [InlineData("{'_type':'x','values':[{'id':'a','type':'T'}]}", "$.root.activities.values[0]")]
    [InlineData("{'_type':'x','$values':[{'id':'a','type':'T'}]}", "$.root.activities.$values[0]")]
    [InlineData("{'$id':'1','$values':[{'id':'a','type':'T'}]}", "$.root.activities.$values[0]")]
    [InlineData("[{'id':'a','type':'T'}]", "$.root.activities[0]")]
    public void Legacy_wrappers_around_lists_are_looked_through(string list, string path)
    {
        var definition = Sample.WithRoot($"{{'id':'f','type':'Elsa.Flowchart','activities':{list},'variables':{list}}}");

        Assert.Equal(path, Assert.Single(definition.Root.Activities).JsonPath);
        Assert.Equal("a", Assert.Single(definition.Root.Variables).Id);
        Assert.True(JsonLines.Index(definition.ToUtf8()).TryFind(path, out _, out _));
    }

    [Fact]
    public void A_definition_always_hands_out_the_same_view()
    {
        var definition = Sample.WithRoot("{'id':'f','type':'T','activities':[{'id':'a','type':'T'}],'then':{'id':'b','type':'T'}}");

        Assert.Same(definition.Root, definition.Root);
        Assert.Same(definition.Root.Activities[0], definition.AllActivities().ElementAt(1));
        Assert.Same(definition.Root.ActivitiesIn("then").Single(), definition.AllActivities().Last());
    }
}
