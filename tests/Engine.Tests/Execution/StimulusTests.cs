using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Execution;

/// <summary>What may set an instance going, and that a refusal changes nothing.</summary>
public sealed class StimulusTests
{
    public static TheoryData<string, Stimulus, StepVerdict> Refusals => new()
    {
        { "new", new Stimulus.ResumeBookmark("i-1"), StepVerdict.NotStarted },
        { "new", new Stimulus.Retry("i-1"), StepVerdict.NotStarted },
        { "waiting", new Stimulus.Start(), StepVerdict.AlreadyStarted },
        { "waiting", new Stimulus.ResumeBookmark("nobody's"), StepVerdict.BookmarkNotFound },
        { "waiting", new Stimulus.Retry("nobody's"), StepVerdict.NothingToRetry },
        { "waiting", new Stimulus.Retry("i-1"), StepVerdict.NothingToRetry }, // it waits, it did not fail
        { "finished", new Stimulus.Start(), StepVerdict.AlreadyFinished },
        { "finished", new Stimulus.ResumeBookmark("i-4"), StepVerdict.AlreadyFinished },
        { "finished", new Stimulus.Retry("i-1"), StepVerdict.AlreadyFinished },
        { "finished", new Stimulus.Cancel(), StepVerdict.AlreadyFinished },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_does_not_fit_is_refused_and_changes_nothing(string stage, Stimulus stimulus, StepVerdict verdict)
    {
        var run = At(stage);
        var before = run.State;

        run.After(TimeSpan.FromDays(1)).Step(stimulus);

        Assert.Equal(verdict, run.Last.Verdict);
        Assert.False(run.Last.Applied);
        Assert.Same(before, run.Last.State);
        Assert.Empty(run.Last.Journal);
        Assert.Empty(run.Last.Effects);
        Assert.Empty(run.Last.BurnedBookmarkIds);
    }

    [Fact]
    public void A_wait_answered_twice_is_answered_once()
    {
        var run = Run.Of(Chart.Of("a -> waitA, waitB; waitA -> b")).Start();
        var answer = new Stimulus.ResumeBookmark(run.BookmarkOf("waitA").Id);

        run.Step(answer).Step(answer);

        Assert.Equal(StepVerdict.BookmarkNotFound, run.Last.Verdict);
        Assert.Equal("a ?waitA ?waitB waitA b", run.Trace);
    }

    [Fact]
    public void A_start_names_and_correlates_the_instance()
    {
        var run = Run.Of(Chart.Of("wait")).Step(new Stimulus.Start(CorrelationId: "case-7", Name: "سالم"));

        Assert.Equal(("case-7", "سالم"), (run.State.CorrelationId, run.State.Name));
    }

    [Fact]
    public void Cancelling_ends_everything_at_once()
    {
        var run = Run.Of(Chart.Of("a -> waitA, waitB, throw; waitA -> b")).Start().After(TimeSpan.FromHours(1)).Step(new Stimulus.Cancel("withdrawn"));

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Cancelled), (run.State.Status, run.State.SubStatus));
        Assert.Equal(Run.Now.AddHours(1), run.State.FinishedAt);
        Assert.EndsWith("-waitA -waitB -throw", run.Trace, StringComparison.Ordinal);
        Assert.Equal(2, run.Last.BurnedBookmarkIds.Count);
        Assert.Contains(run.Journal, entry => entry is { EventName: "Workflow cancelled", Message: "withdrawn" });
        AssertNothingIsLeft(run.State);
        Assert.Single(run.State.Incidents); // what went wrong stays on record
    }

    [Fact]
    public void An_instance_that_never_ran_can_be_cancelled()
    {
        var run = Run.Of(Chart.Of("wait")).Step(new Stimulus.Cancel());

        Assert.Equal(WorkflowSubStatus.Cancelled, run.State.SubStatus);
        Assert.Equal(StepVerdict.AlreadyFinished, run.Start().Last.Verdict);
    }

    [Fact]
    public void An_instance_whose_step_the_graph_lacks_is_left_alone()
    {
        var run = Run.Of(Chart.Of("wait -> b")).Start();
        var other = Run.Of(Chart.Of("a -> b")).Graph;

        var result = Interpreter.Step(other, run.State, new Stimulus.ResumeBookmark(run.BookmarkOf("wait").Id), Run.Now);

        Assert.Equal(StepVerdict.StepMissing, result.Verdict);
        Assert.Same(run.State, result.State);
    }

    [Fact]
    public void Times_are_those_of_the_bursts()
    {
        var run = Run.Of(Chart.Of("wait")).After(TimeSpan.FromHours(1)).Start().After(TimeSpan.FromHours(1)).Answer("wait");

        Assert.Equal((Run.Now, Run.Now.AddHours(2), Run.Now.AddHours(2)), (run.State.CreatedAt, run.State.UpdatedAt, run.State.FinishedAt!.Value));
        Assert.Equal([Run.Now.AddHours(1), Run.Now.AddHours(2)], run.Journal.Select(entry => entry.Timestamp).Distinct());
        Assert.Equal(Enumerable.Range(1, run.Journal.Count).Select(number => (long)number), run.Journal.Select(entry => entry.Sequence));
    }

    private static Run At(string stage)
    {
        var run = Run.Of(Chart.Of("wait"));
        return stage switch
        {
            "new" => run,
            "waiting" => run.Start(),
            _ => run.Start().Answer("wait"),
        };
    }

    private static void AssertNothingIsLeft(WorkflowState state)
    {
        Assert.Empty(state.Bookmarks);
        Assert.Empty(state.ActivityExecutionContexts);
        Assert.Empty(state.CompletionCallbacks);
    }
}
