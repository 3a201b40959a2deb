using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Flowcharts;

/// <summary>
/// Elsa's counter mode, rule by rule: the chart (see <see cref="Chart"/>), the answers given to what waits, and what became of the activities
/// (see <see cref="Run.Trace"/>). Expectations follow elsa-core at 1c0fb909f.
/// </summary>
public sealed class FlowchartRulesTests
{
    [Theory]
    [InlineData("a -> b; b -> c", "a b c")]
    [InlineData("a -> b, c; b -> d; c -> e", "a b c d e")] // branches take turns
    [InlineData("yes:True -> a; yes:False -> b", "yes a")]
    [InlineData("yes:true -> a; yes:True -> b", "yes b")] // case counts
    [InlineData("yes:Tru -> a; yes:True -> b", "yes b")] // no prefixes
    [InlineData("a:null -> b", "a b")] // an unnamed port is Done …
    [InlineData("yes:null -> a; yes:Done -> b", "yes")] // … and Done is not among the outcomes of a decision
    [InlineData("yes:False -> a", "yes")] // an outcome nobody connected ends that path, no more
    [InlineData("a -> b; c -> d; d -> c", "a b")] // what cannot be reached is not run
    [InlineData("a -> b; c -> b; d -> c", "a b")] // nor waited for: elsa#4443
    public void Lines_are_followed_by_outcome(string chart, string trace) => Finishes(chart, "", trace);

    [Theory]
    [InlineData("wait:Yes -> a; wait:No -> b", "wait:No", "?wait wait b")]
    [InlineData("wait:Yes -> a", "wait:No", "?wait wait")]
    [InlineData("wait:Yes -> a; wait:No -> b", "wait:Yes,No", "?wait wait a b")] // in the order of the lines …
    [InlineData("wait:Yes -> a; wait:No -> b", "wait:No,Yes", "?wait wait a b")] // … not of the outcomes
    [InlineData("wait:null -> a; wait:Done -> b", "wait", "?wait wait a b")]
    [InlineData("wait:null -> a; wait:Done -> b", "wait:Done", "?wait wait b")] // said outright, Done is only Done
    public void Answers_choose_the_lines(string chart, string answers, string trace) => Finishes(chart, answers, trace);

    [Theory]
    [InlineData("a -> b, c; b -> j; c -> j; j -> e", "", "a b c j e")]
    [InlineData("a -> waitA, waitB; waitA -> j; waitB -> j", "waitB waitA", "a ?waitA ?waitB waitB waitA j")]
    [InlineData("yes:True -> a; yes:False -> b; a -> j; b -> j", "", "yes a j")]
    [InlineData("yes:True -> a; yes:False -> j; a -> j", "", "yes a j")]
    [InlineData("both:X -> a; both:Y -> b; both:Z -> c; a -> j; b -> j; c -> j", "", "both a b j")] // several of many
    [InlineData("wait:X -> a; wait:Y -> b; wait:Z -> waitC; a -> j; b -> j; waitC -> j", "wait:X,Z waitC", "?wait wait a ?waitC waitC j")]
    public void Several_lines_into_an_activity_are_a_join(string chart, string answers, string trace) => Finishes(chart, answers, trace);

    [Theory]
    [InlineData("no:True -> a; a -> b; b -> c; c -> j; no:False -> d; d -> j; j -> e", "no d j e")] // a chain
    [InlineData("no:True -> yes; yes:True -> a; yes:False -> b; a -> c; b -> c; c -> j; no:False -> d; d -> j", "no d j")] // a diamond
    [InlineData("no:True -> a; a -> b, c; b -> f; c -> f; f -> j; no:False -> d; d -> j", "no d j")] // a fork inside
    [InlineData("no:True -> a; a -> b; b -> end; no:False -> d; a -> d", "no d")] // an End that is passed over ends nothing
    [InlineData("no:True -> a; a -> any; no:True -> any; any -> e", "no")]
    [InlineData("no:True -> a; a -> all; no:True -> all; all -> e", "no")]
    [InlineData("no:True -> a; a -> active; no:True -> active; active -> e", "no")]
    public void Untaken_paths_are_passed_over_to_their_ends(string chart, string trace) => Finishes(chart, "", trace);

    [Theory]
    [InlineData("a -> waitA, waitB; waitA -> any; waitB -> any; any -> e", "waitA", "a ?waitA ?waitB waitA -waitB any e")]
    [InlineData("a -> waitA, waitB; waitA -> any; waitB -> any; any -> e", "waitB", "a ?waitA ?waitB waitB -waitA any e")]
    [InlineData("a -> waitA, waitB; waitA -> all; waitB -> all; all -> e", "waitA waitB", "a ?waitA ?waitB waitA waitB all e")]
    [InlineData("a -> waitA, waitB; waitA -> active; waitB -> active; active -> e", "waitB waitA", "a ?waitA ?waitB waitB waitA active e")]
    [InlineData("yes:True -> a; yes:False -> b; a -> any; b -> any; any -> e", "", "yes a any e")]
    [InlineData("yes:True -> a; yes:False -> b; a -> active; b -> active; active -> e", "", "yes a active e")]
    [InlineData("yes:True -> a; yes:False -> b; a -> all; b -> all; all -> e; e -> f", "", "yes a")] // never all: skipped with all behind it
    [InlineData("both:X -> a; both:Y -> b; both:Z -> c; a -> active; b -> active; c -> active; active -> e", "", "both a b active e")]
    [InlineData("both:X -> a; both:Y -> b; both:Z -> c; a -> all; b -> all; c -> all; all -> e", "", "both a b")]
    [InlineData("a -> b, c; b -> any; c -> any; any -> e", "", "a b c any e")] // c was under way already; it arrives late
    [InlineData("a -> b, c; c -> d; b -> any; d -> any; any -> e", "", "a b c any d e")] // d arrives after the join has run
    [InlineData("a -> waitA, b; b -> waitB; waitB -> c; c -> any; waitA -> any", "waitA", "a ?waitA b ?waitB waitA -waitB any")] // far ancestors too
    public void Joins(string chart, string answers, string trace) => Finishes(chart, answers, trace);

    [Fact]
    public void Joining_the_first_leaves_side_branches_alone()
    {
        var run = Run.Of(Chart.Of("a -> waitA, waitB, waitC; waitA -> any; waitB -> any; any -> e; waitC -> f")).Start().Answer("waitA");

        Assert.Equal("a ?waitA ?waitB ?waitC waitA -waitB any e", run.Trace);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
        Assert.Equal(WorkflowSubStatus.Finished, run.Answer("waitC").State.SubStatus);
        Assert.EndsWith(" waitC f", run.Trace, StringComparison.Ordinal);
    }

    [Fact]
    public void A_join_ends_what_still_runs_before_it_in_every_mode()
        => Finishes("a -> waitA, waitB; waitA -> all; waitB -> all; all -> e; waitA:again -> waitA",
            "waitA:Done,again waitB", "a ?waitA ?waitB waitA ?waitA waitB -waitA all e");

    [Theory]
    [InlineData("a -> wait; wait:again -> a; wait -> b", "wait:again wait:again wait", "a ?wait wait a ?wait wait a ?wait wait b")]
    [InlineData("a -> wait; wait:again -> wait; wait -> b", "wait:again wait:again wait", "a ?wait wait ?wait wait ?wait wait b")]
    [InlineData("wait:again -> wait; wait -> b", "wait:again wait", "?wait wait ?wait wait b")] // the start itself
    [InlineData(
        "a -> b; b -> waitA; waitA:inner -> b; waitA -> c; c -> waitB; waitB:outer -> a; waitB -> e",
        "waitA:inner waitA waitB:outer waitA:inner waitA waitB",
        "a b ?waitA waitA b ?waitA waitA c ?waitB waitB a b ?waitA waitA b ?waitA waitA c ?waitB waitB e")]
    [InlineData(
        "a -> waitA, waitB; waitA -> j; waitB -> j; j -> waitC; waitC:again -> a; waitC -> e",
        "waitA waitB waitC:again waitB waitA waitC",
        "a ?waitA ?waitB waitA waitB j ?waitC waitC a ?waitA ?waitB waitB waitA j ?waitC waitC e")]
    [InlineData(
        "a -> waitA, waitB; waitA -> any; waitB -> any; any -> waitC; waitC:again -> a; waitC -> e",
        "waitA waitC:again waitB waitC:again waitA waitC",
        "a ?waitA ?waitB waitA -waitB any ?waitC waitC a ?waitA ?waitB waitB -waitA any ?waitC waitC a ?waitA ?waitB waitA -waitB any ?waitC waitC e")]
    [InlineData(
        "a -> waitA, waitB; waitA -> all; waitB -> all; all -> waitC; waitC:again -> a; waitC -> e",
        "waitA waitB waitC:again waitB waitA waitC",
        "a ?waitA ?waitB waitA waitB all ?waitC waitC a ?waitA ?waitB waitB waitA all ?waitC waitC e")]
    [InlineData(
        "a -> waitA; waitA:X -> b; waitA:Y -> c; b -> active; c -> active; active -> waitC; waitC:again -> a; waitC -> e",
        "waitA:X waitC:again waitA:Y waitC:again waitA:X,Y waitC",
        "a ?waitA waitA b active ?waitC waitC a ?waitA waitA c active ?waitC waitC a ?waitA waitA b c active ?waitC waitC e")]
    [InlineData( // skipped in one round, run in the next
        "a -> waitA; waitA:X -> b; waitA:Y -> c; b -> all; c -> all; all -> waitB; waitA:X -> waitC; waitC:again -> a",
        "waitA:X waitC:again waitA:X,Y waitB waitC",
        "a ?waitA waitA b ?waitC waitC a ?waitA waitA b c ?waitC all ?waitB waitB waitC")]
    public void Lines_back_start_another_round(string chart, string answers, string trace) => Finishes(chart, answers, trace);

    /// <summary>
    /// Elsa counts every completion as an arrival, also one that went back: a loop within one of several branches confuses the join behind them
    /// (elsa#6725). We run such charts alike; whoever draws them should be warned.
    /// </summary>
    [Theory]
    [InlineData("waitB:again waitA waitB:X", "a ?waitA ?waitB waitB ?waitB waitA j e waitB")] // goes on although B is still at it
    [InlineData("waitB:again waitB waitA", "a ?waitA ?waitB waitB ?waitB waitB waitA")] // what A took is older than B's newest round: skipped
    [InlineData("waitB:again waitB:X waitA", "a ?waitA ?waitB waitB ?waitB waitB waitA j e")]
    public void A_loop_within_one_of_several_branches_is_seen_by_the_join(string answers, string trace)
        => Finishes("a -> waitA, waitB; waitA -> j; waitB:X -> j; waitB:again -> waitB; j -> e", answers, trace);

    [Theory]
    [InlineData("a -> b, c; b -> wait; c -> wait; wait:again -> b; wait -> e", "wait:again", "a b c ?wait wait !wait")] // c leads there without b
    [InlineData("a -> b, c; b -> c; c -> b", "", "a b c !c")]
    [InlineData("a -> c, b; c -> b; b -> c", "", "a c b !b")] // which of the two runs back is a matter of their order
    [InlineData("a -> c, b; c:no -> b; b -> c", "", "a c b !b")]
    public void A_line_back_that_can_be_bypassed_is_an_incident(string chart, string answers, string trace)
    {
        var run = Run.Of(Chart.Of(chart)).Start().Answer(answers);

        Assert.Equal(trace, run.Trace);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
        Assert.Contains("is not allowed", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_lines_in_the_other_order_are_legal() => Finishes("a -> b, c; b -> c; c:no -> b", "", "a b c");

    [Fact]
    public void A_line_back_nobody_takes_does_no_harm()
        => Finishes("a -> b, c; b -> wait; c -> wait; wait:again -> b; wait -> e", "wait", "a b c ?wait wait e");

    [Theory]
    [InlineData("a -> waitA, b; b -> end; waitA -> c", "", "a ?waitA b end -waitA")]
    [InlineData("a -> end, b", "", "a end")] // b was queued: it is not begun any more
    [InlineData("a -> end, waitA", "", "a end")]
    [InlineData("a -> wait; wait -> end; end -> b", "wait", "a ?wait wait end")] // nothing follows an end
    [InlineData("a -> waitA, waitB; waitA -> finish", "waitA", "a ?waitA ?waitB waitA finish")]
    [InlineData("a -> finish, b", "", "a finish")]
    public void A_terminal_activity_ends_all_at_once(string chart, string answers, string trace) => Finishes(chart, answers, trace);

    [Theory]
    [InlineData("a -> throw, b", "", "a !throw b")]
    [InlineData("a -> throw, b; throw -> j; b -> j", "", "a !throw b")] // a join behind it waits
    [InlineData("a -> throw, wait; wait -> b", "wait", "a !throw ?wait wait b")] // the other branch goes on
    [InlineData("a -> pending", "", "a ~pending")]
    public void What_is_not_done_keeps_the_flowchart_open(string chart, string answers, string trace)
    {
        var run = Run.Of(Chart.Of(chart)).Start().Answer(answers);

        Assert.Equal(trace, run.Trace);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
    }

    [Theory]
    [InlineData("a -> pending, b", "", "a ~pending b -pending")] // not ready is not in the way
    [InlineData("a -> throw, wait; throw -> any; wait -> any; any -> e", "wait", "a !throw ?wait wait -throw any e")]
    [InlineData("a -> throw, wait; wait -> end", "wait", "a !throw ?wait wait end -throw")]
    public void What_is_not_done_can_be_left_behind(string chart, string answers, string trace)
    {
        var run = Run.Of(Chart.Of(chart)).Start().Answer(answers);

        Assert.Equal(trace, run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void A_line_drawn_twice_counts_once() => Finishes("a -> b, b; b -> c, c; c -> j; b -> j", "", "a b c j");

    private static void Finishes(string chart, string answers, string trace)
    {
        var run = Run.Of(Chart.Of(chart)).Start().Answer(answers);

        Assert.Equal(trace, run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Empty(run.State.Incidents);
    }
}
