using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Definitions;
using CaseWorkflows.Engine.Tests.Execution;
using Timer = CaseWorkflows.Engine.Activities.Timer;

namespace CaseWorkflows.Engine.Tests.Graphs;

/// <summary>What a host indexes when a version is published, beside the cases of the conformance suite.</summary>
public sealed class TriggerTests
{
    [Fact]
    public void Only_marked_triggers_start_a_workflow()
        => Assert.Equal(["b"], Of(new Sequence(new Event { Id = "a", EventName = new("x") }, new Event { Id = "b", EventName = new("y"), CanStartWorkflow = true }, new Probe()))
            .Triggers.Select(trigger => trigger.ActivityId));

    [Fact]
    public void A_trigger_and_a_wait_for_the_same_thing_have_the_same_hash()
    {
        var trigger = Assert.Single(Of(new Event { Id = "e", EventName = new("paid"), CanStartWorkflow = true }).Triggers);
        var waiting = Run.Of(new Event { Id = "e", EventName = new("paid") }).Start().BookmarkOf("e");

        Assert.Equal(waiting.Hash, trigger.Hash);
        Assert.Equal(Event.HashOf("paid"), trigger.Hash);
        Assert.Equal(("Elsa.Event", "Elsa.Event", "Workflow1:e"), (trigger.Name, trigger.ActivityType, trigger.NodeId));
    }

    [Fact]
    public void A_request_finds_its_endpoint_whatever_it_asks_for()
    {
        var endpoint = new HttpEndpoint { Id = "h", Path = new("Orders"), SupportedMethods = new(["POST"]), Authorize = new(true), Policy = new("staff"), CanStartWorkflow = true };

        Assert.Equal(HttpEndpoint.HashOf("orders", "post"), Assert.Single(Of(endpoint).Triggers).Hash);
        Assert.Equal(HttpEndpoint.HashOf("/Orders", "POST"), HttpEndpoint.HashOf("/orders", "post"));
    }

    [Fact]
    public void A_timer_indexed_again_is_the_same_trigger()
    {
        var graph = WorkflowGraph.Create(new Timer { Id = "t", Interval = new(TimeSpan.FromHours(1)), CanStartWorkflow = true });
        var (today, tomorrow) = (graph.Triggers(Run.Now).Triggers[0], graph.Triggers(Run.Now.AddDays(1)).Triggers[0]);

        Assert.Equal(today.Hash, tomorrow.Hash);
        Assert.Equal((Run.Now.AddHours(1), Run.Now.AddDays(1).AddHours(1)), (today.DueAt!.Value, tomorrow.DueAt!.Value));
    }

    [Fact]
    public void Variables_have_their_defaults_while_triggers_are_listed()
    {
        var name = new Variable("Name", "paid");
        var graph = WorkflowGraph.Create(new Event { Id = "e", EventName = new(name), CanStartWorkflow = true }, variables: [name]);

        Assert.Equal(Event.HashOf("paid"), Assert.Single(graph.Triggers(Run.Now).Triggers).Hash);
    }

    [Fact]
    public void One_that_cannot_be_worked_out_is_a_problem_and_the_others_are_listed()
    {
        var listing = Of(new Sequence(
            new Event { Id = "bad", EventName = new(_ => throw new InvalidOperationException("No name.")), CanStartWorkflow = true },
            new Event { Id = "good", EventName = new("x"), CanStartWorkflow = true }));

        Assert.Equal("good", Assert.Single(listing.Triggers).ActivityId);
        Assert.Equal("'bad' cannot start a workflow: No name.", Assert.Single(listing.Problems).Message);
    }

    [Fact]
    public void Triggers_inside_a_workflow_used_as_an_activity_do_not_start_the_outer_one()
    {
        var compilation = GraphCompiler.Compile(Workflows.Outer, Run.Registry, options: new CompileOptions { Workflows = new Workflows() });

        Assert.Empty(compilation.Problems);
        Assert.Equal(["outer"], compilation.Graph!.Triggers(Run.Now).Triggers.Select(trigger => trigger.ActivityId));
    }

    [Fact]
    public void An_activity_inside_with_the_id_of_the_trigger_is_not_the_trigger()
    {
        var graph = GraphCompiler.Compile(Workflows.Outer, Run.Registry, options: new CompileOptions { Workflows = new Workflows() }).Graph!;
        var run = new Run(graph).Start(trigger: "outer");

        Assert.Equal("inner", Assert.Single(run.State.Bookmarks).ActivityId); // the flowchart inside begins at its own start
        Assert.Equal("outer", run.Resume("inner").State.Bookmarks.Single().ActivityId); // and its own 'outer' waits
    }

    [Theory]
    [InlineData("Elsa.RunTask", "task-1")]
    [InlineData("Elsa.DispatchWorkflow", "child-1")]
    public void Hosts_find_waiting_activities_by_the_id_alone(string type, string id)
        => Assert.Equal(
            type == RunTask.BookmarkName ? RunTask.HashOf(id) : DispatchWorkflow.HashOf(id),
            BookmarkHasher.Hash(type, type == RunTask.BookmarkName ? new RunTaskStimulus(id, "any name") : new DispatchWorkflowStimulus(id)));

    private static TriggerListing Of(IActivity root) => WorkflowGraph.Create(root).Triggers(Run.Now);

    private sealed class Workflows : IWorkflowResolver
    {
        public static readonly WorkflowDefinition Outer = Sample.Definition("""
            {'definitionId':'outer','id':'outer-1','root':{'id':'flow','type':'Elsa.Flowchart',
             'activities':[
              {'id':'outer','type':'Elsa.Event','eventName':'x','customProperties':{'canStartWorkflow':true}},
              {'id':'use','type':'Inner','workflowDefinitionId':'inner','workflowDefinitionVersionId':'inner-1'}],
             'connections':[{'source':{'activity':'outer','port':'Done'},'target':{'activity':'use','port':'In'}}]}}
            """);

        private static readonly WorkflowDefinition Inner = Sample.Definition("""
            {'definitionId':'inner','id':'inner-1','name':'inner','root':{'id':'flow','type':'Elsa.Flowchart',
             'activities':[
              {'id':'inner','type':'Elsa.Event','eventName':'y','customProperties':{'canStartWorkflow':true}},
              {'id':'outer','type':'Elsa.Event','eventName':'z'}],
             'connections':[{'source':{'activity':'inner','port':'Done'},'target':{'activity':'outer','port':'In'}}]}}
            """);

        public WorkflowDefinition? Version(string versionId) => versionId == "inner-1" ? Inner : null;

        public WorkflowDefinition? Published(string definitionId) => null;

        public WorkflowDefinition? Latest(string definitionId) => null;
    }
}
