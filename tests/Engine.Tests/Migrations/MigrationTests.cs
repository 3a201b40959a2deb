using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Migrations;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Migrations;

public sealed class MigrationTests
{
    [Fact]
    public void An_instance_waiting_in_a_step_both_have_goes_on_with_the_new_steps_after_it()
    {
        var run = At("a", Chart("a b"));

        var moves = Moves(run, Chart("a n b"));
        var on = new Run(Version("new", Chart("a n b")), moves.State).Resume("a").Resume("n").Resume("b");

        Assert.Empty(moves.PassedOver);
        Assert.Equal(WorkflowStatus.Finished, on.State.Status);
        Assert.Equal(("new-1", run.State.IdCounter), (moves.State.DefinitionVersionId, moves.State.IdCounter));
    }

    [Fact]
    public void A_new_step_before_the_one_it_waits_in_counts_as_passed_and_is_told()
    {
        var moves = Moves(At("b", Chart("a b")), Chart("a n b"));

        Assert.Equal(["Workflow1:f:n"], moves.PassedOver);
        Assert.Equal(new Standing("Workflow1:f:b", "Workflow1:f:b"), Assert.Single(moves.Standing));
    }

    [Theory]
    [InlineData("a n", StayReasons.StepGone)]
    [InlineData("a b", StayReasons.AlreadyThere)]
    public void What_cannot_be_gone_on_with_stays(string steps, string code)
    {
        var run = At("b", Chart("a b"));
        var to = code == StayReasons.AlreadyThere ? Version("old", Chart(steps)) : Version("new", Chart(steps));

        Assert.Equal(code, Assert.IsType<MigrationVerdict.Stays>(Migration.Between(run.Graph, to, NoGuess(run.Graph, to)).Move(run.State, Done(run))).Code);
    }

    [Fact]
    public void A_step_that_was_only_renamed_is_found_and_another_one_can_be_named()
    {
        var run = At("b", Chart("a b"));
        var renamed = Moves(run, Chart("a bb"));
        var to = Version("new", Chart("x y"));
        var corrected = ElementMap.Propose(run.Graph, to).Corrected([new("Workflow1:f:b", "Workflow1:f:x")]);

        Assert.Equal("Workflow1:f:bb", Assert.Single(renamed.State.Bookmarks).ActivityNodeId);
        var moves = Assert.IsType<MigrationVerdict.Moves>(Migration.Between(run.Graph, to, corrected).Move(run.State, Done(run)));
        Assert.Equal(WorkflowStatus.Finished, new Run(to, moves.State).Resume("x").Resume("y").State.Status);
    }

    [Fact]
    public void Two_branches_that_are_one_after_the_other_in_the_new_version_would_be_stuck()
    {
        var both = new Flowchart { Id = "f" };
        IActivity a = new Wait { Id = "a" }, b = new Wait { Id = "b" }, start = new Start { Id = "s" };
        foreach (var step in new[] { start, a, b })
        {
            both.Activities.Add(step);
        }

        both.Connections.Add(new Connection(start, a));
        both.Connections.Add(new Connection(start, b));
        var run = new Run(Version("old", both)).Start();

        Assert.Equal(StayReasons.WouldBeStuck, Assert.IsType<MigrationVerdict.Stays>(Migration.Between(run.Graph, Version("new", Chart("s a b"))).Move(run.State, Done(run))).Code);
    }

    [Fact]
    public void An_instance_in_its_second_round_reaches_a_join_the_old_version_did_not_have()
    {
        var loop = Chart("a b");
        loop.Connections.Add(new Connection(new Endpoint(loop.Activities.Last(), "Again"), new Endpoint(loop.Activities.First(), "In")));
        var run = new Run(Version("old", loop)).Start().Resume("a").Resume("b", "Again").Resume("a");

        var joined = Chart("a b j c");
        joined.Connections.Add(new Connection(new Endpoint(joined.Activities.First(), "Straight"), new Endpoint(joined.Activities.ElementAt(2), "In")));
        var to = Version("new", joined);
        var moves = Assert.IsType<MigrationVerdict.Moves>(Migration.Between(run.Graph, to).Move(run.State, Done(run)));

        Assert.Equal(WorkflowStatus.Finished, new Run(to, moves.State).Resume("b").Resume("j").Resume("c").State.Status);
    }

    [Fact]
    public void An_instance_that_is_over_stays()
    {
        var run = new Run(Version("old", Chart("a"))).Start().Resume("a");

        Assert.Equal(StayReasons.NotRunning, Assert.IsType<MigrationVerdict.Stays>(Migration.Between(run.Graph, Version("new", Chart("a b"))).Move(run.State, Done(run))).Code);
    }

    private static MigrationVerdict.Moves Moves(Run run, Flowchart to)
        => Assert.IsType<MigrationVerdict.Moves>(Migration.Between(run.Graph, Version("new", to)).Move(run.State, Done(run)));

    /// <summary>Where two steps of one kind are left over on one side only, nothing is proposed; a designer may take a proposal back as well.</summary>
    private static ElementMap NoGuess(WorkflowGraph from, WorkflowGraph to) => ElementMap.Propose(from, to).Corrected([new("Workflow1:f:b", to.FindNode("Workflow1:f:b")?.NodeId)]);

    private static HashSet<string> Done(Run run) => run.Journal.Where(line => line.EventName == "Completed").Select(line => line.NodeId).ToHashSet(StringComparer.Ordinal);

    private static Run At(string step, Flowchart chart)
    {
        var run = new Run(Version("old", chart)).Start();
        foreach (var before in chart.Activities.TakeWhile(activity => activity.Id != step).Select(activity => activity.Id).ToList())
        {
            run.Resume(before);
        }

        return run;
    }

    private static WorkflowGraph Version(string name, Flowchart chart) => WorkflowGraph.Create(chart, name);

    /// <summary>Waits in a row.</summary>
    private static Flowchart Chart(string steps)
    {
        var chart = new Flowchart { Id = "f" };
        foreach (var id in steps.Split(' '))
        {
            var step = new Wait { Id = id };
            if (chart.Activities.LastOrDefault() is { } before)
            {
                chart.Connections.Add(new Connection(before, step));
            }

            chart.Activities.Add(step);
        }

        return chart;
    }
}
