using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Replays;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Execution;
using FsCheck;
using FsCheck.Fluent;
using Replay = CaseWorkflows.Engine.Replays.Replay;

namespace CaseWorkflows.Engine.Tests.Properties;

/// <summary>A recorded instance, given its stimuli again: in their order the same bytes, in any allowed order the same shape.</summary>
public sealed class ReplayProperties
{
    private static readonly string[] Answers = ["Done", "X", "Y", "X,Y", ""];
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void In_the_recorded_order_it_ends_in_the_same_bytes() => Check.One(Config, Prop.ForAll(IndependentPlan.Scenarios(races: true), scenario =>
    {
        var recorded = new Recorder(scenario.Plan, scenario.Numbers);

        var again = Replay.Run(recorded.Graph, recorded.Fresh, recorded.Stimuli);
        var byPlace = Replay.Run(recorded.Graph, recorded.Fresh, Replay.WithTargets(recorded.Graph, recorded.Fresh, recorded.Stimuli));

        Assert.Equal(WorkflowStateJson.ToUtf8(recorded.State), WorkflowStateJson.ToUtf8(again.State));
        Assert.Equal(WorkflowStateJson.ToUtf8(recorded.State), WorkflowStateJson.ToUtf8(byPlace.State));
        Assert.Empty(again.Refused);
        Assert.Empty(byPlace.Refused);
    }));

    [Fact]
    public void In_any_allowed_order_it_ends_in_the_same_shape() => Check.One(Config, Prop.ForAll(IndependentPlan.Scenarios(), scenario =>
    {
        var recorded = new Recorder(scenario.Plan, scenario.Numbers);
        var placed = Replay.WithTargets(recorded.Graph, recorded.Fresh, recorded.Stimuli);

        foreach (var seed in scenario.Numbers.Take(3))
        {
            var state = Shuffled(recorded, placed, seed);
            Assert.NotNull(state); // without a race no order gets stuck
            Assert.Equal(StateShape.Of(recorded.State), StateShape.Of(state));
        }
    }));

    /// <summary>Where something races not every order is allowed: one in which somebody else wins leaves stimuli over that find nothing.</summary>
    [Fact]
    public void Even_with_races_an_order_in_which_everything_finds_its_target_ends_in_the_same_shape()
    {
        var allowed = 0;
        Check.One(Config, Prop.ForAll(IndependentPlan.Scenarios(races: true), scenario =>
        {
            var recorded = new Recorder(scenario.Plan, scenario.Numbers);
            var placed = Replay.WithTargets(recorded.Graph, recorded.Fresh, recorded.Stimuli);

            foreach (var state in scenario.Numbers.Take(3).Select(seed => Shuffled(recorded, placed, seed)).OfType<WorkflowState>())
            {
                allowed++;
                Assert.Equal(StateShape.Of(recorded.State), StateShape.Of(state));
            }
        }));

        Assert.True(allowed > Config.MaxTest, $"Only {allowed} orders were allowed: the property says little.");
    }

    [Fact]
    public void Any_flowchart_replayed_from_its_places_ends_in_the_same_bytes() => Check.One(Config, Prop.ForAll(FlowchartGenerator.Scenarios, scenario =>
    {
        var run = new Run(WorkflowGraph.Create(FlowchartGenerator.Build(scenario.Plan)));
        var (fresh, stimuli) = (run.State, new List<RecordedStimulus> { new(new Stimulus.Start(), run.Clock) });
        run.Start();
        foreach (var (which, outcome) in scenario.Answers.TakeWhile(_ => run.State.Bookmarks.Count > 0))
        {
            var bookmark = run.State.Bookmarks[which % run.State.Bookmarks.Count];
            stimuli.Add(new(new Stimulus.ResumeBookmark(bookmark.Id, new JsonObject { [Wait.OutcomeInput] = outcome }), run.Clock));
            run.Step(stimuli[^1].Stimulus);
        }

        var replay = Replay.Run(run.Graph, fresh, Replay.WithTargets(run.Graph, fresh, stimuli));

        Assert.Equal(WorkflowStateJson.ToUtf8(run.State), WorkflowStateJson.ToUtf8(replay.State));
        Assert.Equal(run.Journal.Count, replay.Journal.Count);
    }));

    /// <summary>Some order in which each stimulus finds its target, and those at one place keep theirs; null when it leads to where one cannot be given.</summary>
    private static WorkflowState? Shuffled(Recorder recorded, IReadOnlyList<RecordedStimulus> stimuli, int seed)
    {
        var replay = new Replay(recorded.Graph, recorded.Fresh);
        var random = new Random(seed);
        var left = stimuli.ToList();
        while (left.Count > 0)
        {
            var next = left.Where((stimulus, index) => replay.CanTake(stimulus) && left.FindIndex(other => other.Target?.Place == stimulus.Target?.Place) == index).ToList();
            if (next.Count == 0)
            {
                return null;
            }

            var chosen = next[random.Next(next.Count)];
            left.Remove(chosen);
            Assert.True(replay.Take(chosen).Applied);
        }

        return replay.State;
    }

    /// <summary>A run that answers whatever the numbers point at, until they are used up.</summary>
    private sealed class Recorder
    {
        public Recorder(IndependentPlan plan, IReadOnlyList<int> numbers)
        {
            Graph = WorkflowGraph.Create(plan.Build());
            var run = new Run(Graph);
            (Fresh, Stimuli) = (run.State, [new(new Stimulus.Start(), run.Clock)]);
            run.Start();
            foreach (var number in numbers)
            {
                var failed = run.State.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted).ToList();
                var choices = run.State.Bookmarks.Count + failed.Count;
                if (choices == 0)
                {
                    break;
                }

                var answer = Answers[number / 100 % Answers.Length];
                Stimulus stimulus = number % choices < run.State.Bookmarks.Count
                    ? new Stimulus.ResumeBookmark(run.State.Bookmarks[number % choices].Id, new JsonObject { [Wait.OutcomeInput] = answer })
                    : number % 3 == 0 ? new Stimulus.Retry(failed[(number % choices) - run.State.Bookmarks.Count].Id)
                    : new Stimulus.Skip(failed[(number % choices) - run.State.Bookmarks.Count].Id);
                run.After(TimeSpan.FromMinutes(1)).Step(stimulus);
                Stimuli.Add(new(stimulus, run.Clock));
                Assert.True(run.Last.Applied);
            }

            State = run.State;
        }

        public WorkflowGraph Graph { get; }

        public WorkflowState Fresh { get; }

        public WorkflowState State { get; }

        public List<RecordedStimulus> Stimuli { get; }
    }
}
