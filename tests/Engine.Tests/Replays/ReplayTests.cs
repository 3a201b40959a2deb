using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Replays;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Execution;
using CaseWorkflows.Engine.Tests.Flowcharts;
using Parallel = CaseWorkflows.Engine.Activities.Parallel;

namespace CaseWorkflows.Engine.Tests.Replays;

public sealed class ReplayTests
{
    [Fact]
    public void Another_order_gives_other_ids_and_the_same_shape()
    {
        static Run Play(string answers) => Run.Of(new Parallel(
            new Sequence(new Wait { Id = "a1" }, new Wait { Id = "a2" }) { Id = "a" }, new Sequence(new Wait { Id = "b1" }, new Wait { Id = "b2" }) { Id = "b" }))
            .Start().Answer(answers);
        var (one, other) = (Play("a1 b1").State, Play("b1 a1").State);

        Assert.NotEqual(WorkflowStateJson.ToUtf8(one), WorkflowStateJson.ToUtf8(other));
        Assert.Equal(StateShape.Of(one), StateShape.Of(other));
    }

    [Theory]
    [InlineData("waitA", "waitB")] // who was first decides what is left
    [InlineData("waitA:X", "waitA:Y")] // another outcome, another way
    [InlineData("", "waitA")]
    public void Another_course_gives_another_shape(string answers, string others)
    {
        Assert.NotEqual(StateShape.Of(Run.Of(Drawn()).Start().Answer(answers).State), StateShape.Of(Run.Of(Drawn()).Start().Answer(others).State));

        static IActivity Drawn() => Chart.Of("a -> waitA, waitB; waitA -> any; waitB -> any; waitA:X -> x; waitA:Y -> y; x -> waitX; y -> waitY; waitB -> waitC; any -> waitD");
    }

    [Fact]
    public void A_stored_instance_that_was_tampered_with_is_found_out()
    {
        var (graph, fresh, stimuli) = Recorded();
        var stored = Replay.Run(graph, fresh, stimuli).State;

        var tampered = stored with { CorrelationId = "somebody else's" };

        Assert.Equal(WorkflowStateJson.ToUtf8(stored), WorkflowStateJson.ToUtf8(Replay.Run(graph, fresh, stimuli).State));
        Assert.NotEqual(WorkflowStateJson.ToUtf8(tampered), WorkflowStateJson.ToUtf8(Replay.Run(graph, fresh, stimuli).State));
        Assert.NotEqual(StateShape.Of(tampered), StateShape.Of(stored));
    }

    [Fact]
    public void What_changed_nothing_is_told_and_left_out_of_the_targets()
    {
        var (graph, fresh, stimuli) = Recorded();
        var late = new RecordedStimulus(new Stimulus.ResumeBookmark("nobody"), Run.Now);

        var replay = Replay.Run(graph, fresh, [.. stimuli, late]);

        Assert.Equal([(late, StepVerdict.BookmarkNotFound)], replay.Refused);
        Assert.Equal(stimuli.Count, Replay.WithTargets(graph, fresh, [.. stimuli, late]).Count);
    }

    [Fact]
    public void Targets_are_places_and_numbers()
    {
        var (graph, fresh, stimuli) = Recorded();

        Assert.Equal(
            [null, new StimulusTarget("Workflow1[1]/loop[1]/body[2]/wait[1]", "Test.Wait"), new StimulusTarget("Workflow1[1]/loop[1]/body[2]/fail[1]")],
            Replay.WithTargets(graph, fresh, stimuli).Select(stimulus => stimulus.Target));
    }

    [Fact]
    public void A_target_that_is_not_there_is_no_target()
    {
        var (graph, fresh, stimuli) = Recorded();
        var placed = Replay.WithTargets(graph, fresh, stimuli);
        var replay = new Replay(graph, fresh);

        Assert.Equal([true, false, false], placed.Select(replay.CanTake));
        replay.Take(placed[0]);
        Assert.Equal([false, true, false], placed.Select(replay.CanTake));
        Assert.Equal(StepVerdict.NothingToSkip, replay.Take(placed[2]).Verdict);
        replay.Take(placed[1]);
        Assert.Equal([false, false, true], placed.Select(replay.CanTake));
    }

    [Fact]
    public void The_second_bookmark_of_a_name_is_told_from_the_first()
    {
        var graph = WorkflowGraph.Create(new HttpEndpoint { Id = "http", Path = new("orders"), SupportedMethods = new(["GET", "POST"]) });
        var run = new Run(graph);
        List<RecordedStimulus> stimuli = [new(new Stimulus.Start(), run.Clock)];
        var fresh = run.State;
        run.Start();
        stimuli.Add(new(new Stimulus.ResumeBookmark(run.State.Bookmarks[1].Id), run.Clock));

        Assert.Equal(1, Replay.WithTargets(graph, fresh, stimuli)[1].Target!.BookmarkNumber);
    }

    /// <summary>Three rounds side by side, each a wait and a failure; the second one was answered and skipped.</summary>
    private static (WorkflowGraph Graph, WorkflowState Fresh, List<RecordedStimulus> Stimuli) Recorded()
    {
        var graph = WorkflowGraph.Create(new ParallelForEach
        {
            Id = "loop",
            Items = new([1, 2, 3]),
            Body = new Sequence(new Wait { Id = "wait" }, new Throw { Id = "fail" }) { Id = "body" },
        });
        var run = new Run(graph);
        List<RecordedStimulus> stimuli = [new(new Stimulus.Start(new JsonObject { ["who"] = "سارة" }), run.Clock)];
        var fresh = run.State;
        run.Step(stimuli[0].Stimulus);
        stimuli.Add(new(new Stimulus.ResumeBookmark(run.State.Bookmarks[1].Id), run.Clock));
        run.Step(stimuli[1].Stimulus);
        stimuli.Add(new(new Stimulus.Skip(run.ContextOf("fail").Id), run.Clock));
        return (graph, fresh, stimuli);
    }
}
