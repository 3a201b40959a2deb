using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Options;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Authoring;

public sealed class VariableTests
{
    [Theory]
    [InlineData(StorageDriver.WorkflowInstance, "2 2")]
    [InlineData(StorageDriver.Memory, "2 1")] // back to its default after a wait
    public void A_variable_outlives_a_wait_when_it_is_stored(StorageDriver storage, string seen)
    {
        var variable = new Variable<int>("N", 1) { Storage = storage };
        var run = Of([variable], Set(variable, 2), Tell(variable), new Wait { Id = "w" }, Tell(variable)).Start().Resume("w");

        Assert.Equal(seen, string.Join(' ', run.Lines));
    }

    [Fact]
    public void A_stored_null_stays_null()
    {
        var variable = new Variable<string>("N", "default").WithWorkflowStorage();
        var run = Of([variable], Set(variable, null), new Wait { Id = "w" }, new WriteLine { Text = new(context => context.GetVariable("N") is null ? "null" : "other") })
            .Start().Resume("w");

        Assert.Equal(["null"], run.Lines);
    }

    [Fact]
    public void The_nearest_of_a_name_is_meant_and_the_outer_one_left_alone()
    {
        var (outer, inner) = (new Variable("N", "outer", "v1").WithWorkflowStorage(), new Variable("N", "inner", "v2").WithWorkflowStorage());
        var nested = new Sequence(ByName("changed"), Tell(), new Wait { Id = "w" }, Tell()) { Variables = { inner } };

        var run = Of([outer], nested, Tell()).Start().Resume("w");

        Assert.Equal(["changed", "changed", "outer"], run.Lines);
    }

    [Fact]
    public void By_id_the_outer_one_can_be_set_past_the_inner()
    {
        var (outer, inner) = (new Variable("N", "outer", "v1"), new Variable("N", "inner", "v2"));
        var nested = new Sequence(Set(outer, "changed"), Tell()) { Variables = { inner } };

        Assert.Equal(["inner", "changed"], Of([outer], nested, Tell()).Start().Lines);
    }

    [Fact]
    public void Variables_of_a_container_end_with_it_and_begin_anew_with_the_next_round()
    {
        var variable = new Variable<int>("N", 1) { Storage = StorageDriver.WorkflowInstance };
        var flowchart = new Flowchart { Variables = { variable } };
        var round = new Sequence(new WriteLine { Text = new(context => $"{context.GetVariable<int>("N")}") }, Set(variable, 5), new Wait { Id = "w" });
        var loop = new Flowchart { Activities = { flowchart } };
        flowchart.Activities.Add(round);
        loop.Connections.Add(new Connection(flowchart, flowchart));

        var run = Run.Of(loop).Start().Resume("w").Resume("w");

        Assert.Equal(["1", "1", "1"], run.Lines);
    }

    [Fact]
    public void A_value_is_turned_into_the_variables_type_or_refused()
    {
        var variable = new Variable<int>("N").WithWorkflowStorage();
        var good = Of([variable], Set(variable, "42"), new Wait { Id = "w" }).Start();
        var bad = Of([variable], Set(variable, "many")).Start();

        Assert.Equal(42, (int)good.ContextOf("Workflow1").Variables![variable.Id]!);
        Assert.Equal("'many' is not a Int32.", Assert.Single(bad.State.Incidents).Message);
    }

    [Fact]
    public void A_variable_nobody_declares_cannot_be_set()
    {
        Assert.Contains("not declared", Assert.Single(Of([], Set(new Variable("N"), 1)).Start().State.Incidents).Message, StringComparison.Ordinal);
        Assert.Contains("no variable called", Assert.Single(Of([], ByName("x")).Start().State.Incidents).Message, StringComparison.Ordinal);
        Assert.Contains("names no variable", Assert.Single(Of([], new SetVariable()).Start().State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_put_in_a_variable_is_kept_as_it_was_then()
    {
        var variable = new Variable<JsonObject>("N").WithWorkflowStorage();
        var run = Of([variable], new Do(context =>
        {
            var json = new JsonObject { ["a"] = 1 };
            context.SetVariable("N", json);
            json["a"] = 2;
        }), new Wait { Id = "w" }).Start();

        Assert.Equal("""{"a":1}""", run.ContextOf("Workflow1").Variables![variable.Id]!.ToJsonString());
    }

    [Fact]
    public void One_instance_does_not_see_what_another_did_with_a_default()
    {
        var variable = new Variable<JsonObject>("N", new JsonObject { ["a"] = 1 }).WithWorkflowStorage();
        var graph = WorkflowGraph.Create(new Sequence(new Do(context => context.GetVariable<JsonObject>("N")!["a"] = 2), new Wait { Id = "w" }), variables: [variable]);

        var first = new Run(graph).Start();
        var second = Interpreter.Step(WorkflowGraph.Create(new Sequence(new Wait { Id = "w" }), variables: [variable]), State.WorkflowState.New("j", graph, Run.Now), new Stimulus.Start(), Run.Now);

        Assert.Equal("""{"a":2}""", first.ContextOf("Workflow1").Variables![variable.Id]!.ToJsonString());
        Assert.Equal("""{"a":1}""", second.State.ActivityExecutionContexts[0].Variables![variable.Id]!.ToJsonString());
    }

    [Fact]
    public void Variables_given_with_the_schedule_outlive_a_wait_as_well()
    {
        var run = Run.Of(new Handing { Child = new Sequence(new Wait { Id = "w" }, Tell()) }).Start().Resume("w");

        Assert.Equal(["item 1"], run.Lines);
        Assert.Empty(run.State.Incidents);
    }

    private static Run Of(IEnumerable<Variable> variables, params IActivity[] activities)
        => new(WorkflowGraph.Create(new Sequence(activities), variables: variables));

    private static SetVariable Set(Variable variable, object? value) => new() { Variable = variable, Value = new(value) };

    private static Do ByName(string value) => new(context => context.SetVariable("N", value));

    private static WriteLine Tell() => new() { Text = new(context => context.GetVariable<string>("N") ?? "") };

    private static WriteLine Tell(Variable variable) => new() { Text = new(variable) };

    /// <summary>Gives its child a variable of its own, as a loop does.</summary>
    [Attributes.Activity("Test")]
    private sealed class Handing : Activity
    {
        [Attributes.Port]
        public IActivity? Child { get; set; }

        protected override ValueTask ExecuteAsync(ActivityExecutionContext context) => context.ScheduleActivityAsync(Child, new ScheduleWorkOptions
        {
            CompletionCallback = OnChildCompletedAsync,
            Variables = [new Variable<string>("N", "item 1").WithWorkflowStorage()],
        });

        private static ValueTask OnChildCompletedAsync(ActivityCompletedContext context) => context.TargetContext.CompleteActivityAsync();
    }
}
