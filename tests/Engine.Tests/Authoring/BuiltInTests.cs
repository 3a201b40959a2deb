using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Expressions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.Tests.Execution;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Authoring;

/// <summary>The activities every definition may use, built in code.</summary>
public sealed class BuiltInTests
{
    [Fact]
    public void A_sequence_runs_one_after_the_other()
        => Finishes(new Sequence(new Probe { Id = "a" }, new Wait { Id = "w" }, new Probe { Id = "b" }), "w", "a ?w w b");

    [Fact]
    public void An_empty_sequence_is_done_at_once()
    {
        var run = Run.Of(new Sequence()).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Equal("Sequence2", run.Trace); // the root's generated id; it has no children
    }

    [Theory]
    [InlineData("end")]
    [InlineData("finish")]
    public void A_terminal_activity_ends_a_sequence(string id)
        => Finishes(new Sequence(new Probe { Id = "a" }, id == "end" ? new End { Id = id } : new Finish { Id = id }, new Probe { Id = "b" }), "", "a " + id);

    [Fact]
    public void An_end_ends_only_the_nearest_sequence()
        => Finishes(new Sequence(new Sequence(new End { Id = "e" }, new Probe { Id = "a" }), new Probe { Id = "b" }), "", "e b");

    [Fact]
    public void A_finish_ends_the_whole_workflow_from_any_depth()
    {
        var run = Run.Of(new Sequence(new Sequence(new Finish { Id = "f" }), new Probe { Id = "b" })).Start();

        Assert.Equal("f", run.Trace);
        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Finished, Run.Now), (run.State.Status, run.State.SubStatus, run.State.FinishedAt!.Value));
    }

    [Theory]
    [InlineData(true, "then after")]
    [InlineData(false, "else after")]
    public void If_runs_one_side_and_goes_on(bool condition, string trace)
        => Finishes(new Sequence(
            new If { Condition = new(condition), Then = new Probe { Id = "then" }, Else = new Probe { Id = "else" } }, new Probe { Id = "after" }), "", trace);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void If_with_an_empty_side_goes_on_at_once_and_tells_its_result(bool condition)
    {
        var result = new Variable<bool?>("R").WithWorkflowStorage();
        var choice = new If { Id = "if", Condition = new(condition), Result = new(result) };
        var run = new Run(WorkflowGraph.Create(new Sequence(choice, new Wait { Id = "w" }), variables: [result])).Start();

        Assert.Equal(condition, (bool)run.ContextOf("Workflow1").Variables![result.Id]!);
        Assert.Equal("if ?w", run.Trace);
    }

    [Fact]
    public void If_waits_for_what_it_runs()
        => Finishes(new Sequence(new If { Condition = new(true), Then = new Wait { Id = "w" } }, new Probe { Id = "after" }), "w", "?w w after");

    [Theory]
    [InlineData(SwitchMode.MatchFirst, true, true, "switch a")]
    [InlineData(SwitchMode.MatchFirst, false, true, "switch b")]
    [InlineData(SwitchMode.MatchAny, true, true, "switch a b")]
    [InlineData(SwitchMode.MatchAny, false, false, "switch c")]
    [InlineData(SwitchMode.MatchFirst, false, false, "switch c")]
    public void FlowSwitch_takes_the_first_all_or_default(SwitchMode mode, bool first, bool second, string trace)
    {
        var choice = new FlowSwitch
        {
            Id = "switch",
            Mode = new(mode),
            Cases = [new("A", Expression.LiteralExpression(first)), new("B", Expression.LiteralExpression(second))],
        };

        Finishes(Chart.Of("switch:A -> a; switch:B -> b; switch:Default -> c", choice), "", trace);
    }

    [Fact]
    public void FlowFork_opens_every_branch_it_names()
    {
        var fork = new FlowFork { Id = "fork", Branches = new(new List<string> { "A", "C" }) };

        Finishes(Chart.Of("fork:A -> a; fork:B -> b; fork:C -> c; a -> j; b -> j; c -> j", fork), "", "fork a c j");
    }

    [Fact]
    public void FlowFork_without_branches_ends_the_path() => Finishes(Chart.Of("fork:A -> a; fork -> b", new FlowFork { Id = "fork" }), "", "fork");

    [Fact]
    public void SetName_and_Correlate_name_the_instance()
    {
        var run = Run.Of(new Sequence(new SetName { Value = new("أم خالد") }, new Correlate { CorrelationId = new("case-7") }, new Wait { Id = "w" })).Start();

        Assert.Equal(("أم خالد", "case-7"), (run.State.Name, run.State.CorrelationId));
    }

    [Theory]
    [InlineData("No funds.", "No funds.")]
    [InlineData(null, "E1")]
    public void Fault_raises_an_incident(string? message, string text)
    {
        var run = Run.Of(new Fault { Code = new("E1"), Message = new(message) }).Start();

        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal((text, typeof(FaultException).FullName), (incident.Message, incident.Exception!.Type));
    }

    [Fact]
    public void WriteLine_says_what_it_is_told()
    {
        var run = Run.Of(new Sequence(new WriteLine { Text = new("مرحبا") }, new WriteLine())).Start();

        Assert.Equal(["مرحبا", ""], run.Lines);
    }

    private static void Finishes(IActivity root, string answers, string trace)
    {
        var run = Run.Of(root).Start().Answer(answers);

        Assert.Equal(trace, run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.State.Incidents);
    }
}
