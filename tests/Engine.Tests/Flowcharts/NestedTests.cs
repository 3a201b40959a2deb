using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Flowcharts;

/// <summary>Containers inside flowcharts.</summary>
public sealed class NestedTests
{
    [Fact]
    public void A_flowchart_inside_is_one_step_of_the_outer()
        => Finishes(Chart.Of("a -> nest; nest -> b", Nested("x -> waitX; waitX -> y")), "waitX", "a x ?waitX waitX y b");

    [Fact]
    public void An_end_inside_ends_only_the_inside()
        => Finishes(Chart.Of("a -> nest; nest -> b", Nested("x -> waitX, end")), "", "a x ?waitX end -waitX b");

    [Fact]
    public void A_finish_inside_ends_everything()
        => Finishes(Chart.Of("a -> nest, waitA; nest -> b", Nested("waitX -> finish")), "waitX", "a ?waitA ?waitX waitX finish");

    [Fact]
    public void Cancelling_from_outside_reaches_everything_inside()
        => Finishes(
            Chart.Of("a -> nest, wait; nest -> any; wait -> any; any -> b", Nested("x -> waitX, waitY")), "wait",
            "a ?wait x ?waitX ?waitY wait -waitX -waitY any b");

    [Fact]
    public void What_a_cancelled_container_had_queued_is_not_begun()
    {
        // The sequence is cancelled in the very burst in which its child stands in the queue.
        var run = Run.Of(Chart.Of("a -> nest, b; nest -> any; b -> c; c -> any; any -> d", new Sequence(new Do(_ => { }) { Id = "x" }, new Wait { Id = "y" }) { Id = "nest" })).Start();

        Assert.DoesNotContain("?y", run.Trace, StringComparison.Ordinal);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void Waits_inside_and_outside_take_turns()
        => Finishes(
            Chart.Of("a -> nest, wait; nest -> j; wait -> j", Nested("waitX -> waitY")), "waitX wait waitY",
            "a ?wait ?waitX waitX ?waitY wait waitY j");

    [Fact]
    public void Every_round_of_an_outer_loop_begins_the_inside_anew()
        => Finishes(
            Chart.Of("a -> nest; nest -> wait; wait:again -> a; wait -> b", Nested("x -> waitX, y; waitX -> any; y -> any; any -> z")), "wait:again wait",
            "a x ?waitX y -waitX any z ?wait wait a x ?waitX y -waitX any z ?wait wait b");

    [Fact]
    public void A_sequence_in_a_flowchart_in_a_sequence()
        => Finishes(
            new Sequence(new Probe { Id = "a" }, Chart.Of("nest -> b", new Sequence(new Wait { Id = "x" }, new Probe { Id = "y" }) { Id = "nest" }), new Probe { Id = "c" }), "x",
            "a ?x x y b c");

    [Fact]
    public void A_fault_inside_keeps_the_outside_open_but_going()
    {
        var run = Run.Of(Chart.Of("a -> nest, b; nest -> j; b -> j", Nested("x -> throw"))).Start();

        Assert.Equal("a b x !throw", run.Trace);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
    }

    [Fact]
    public void The_same_ids_may_be_used_inside_and_outside()
        => Finishes(Chart.Of("a -> nest; nest -> b", Nested("a -> b; b -> wait; wait -> a2")), "wait", "a a b ?wait wait a2 b");

    [Fact]
    public void An_activity_that_cancels_itself_is_an_untaken_path()
        => Finishes(
            Chart.Of("a -> self, b; self -> c; b -> j; self -> j", new Do(context => context.CancelActivityAsync()) { Id = "self" }), "", "a -self b j");

    [Fact]
    public void The_last_to_cancel_itself_still_lets_a_join_go_on()
        => Finishes(Chart.Of("a -> b, self; b -> j; self -> j", new Do(context => context.CancelActivityAsync()) { Id = "self" }), "", "a b -self j");

    [Fact]
    public void A_step_run_over_a_line_back_and_then_cancelled_can_run_again()
    {
        // The head of the loop is under way a second time when the first of two arrives and cancels it.
        var chart = Chart.Of("a -> waitA, waitB; waitA:again -> waitA; waitA -> any; waitB -> any; any -> waitC; waitC:again -> a; waitC -> e");

        Finishes(chart, "waitA:again waitB waitC:again waitA waitC",
            "a ?waitA ?waitB waitA ?waitA waitB -waitA any ?waitC waitC a ?waitA ?waitB waitA -waitB any ?waitC waitC e");
    }

    private static Flowchart Nested(string lines)
    {
        var flowchart = Chart.Of(lines);
        flowchart.Id = "nest";
        return flowchart;
    }

    private static void Finishes(IActivity root, string answers, string trace)
    {
        var run = Run.Of(root).Start().Answer(answers);

        Assert.Equal(trace, run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.State.Incidents);
    }
}
