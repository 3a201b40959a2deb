using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Migrations;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Execution;
using CaseWorkflows.Engine.Tests.Properties;
using FsCheck;
using FsCheck.Fluent;
using static CaseWorkflows.Engine.Tests.Properties.FlowchartGenerator;

namespace CaseWorkflows.Engine.Tests.Migrations;

/// <summary>Random pairs of versions and random running states: whoever is moved can come to an end, and the engine itself takes them there.</summary>
public sealed class MigrationProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly ExplorationOptions Options = new() { MaxSteps = 2000, Describe = WaysOf };

    [Fact]
    public void Nobody_is_moved_to_where_no_end_can_be_reached()
    {
        int running = 0, moved = 0, movedOn = 0;
        Check.One(Config, Prop.ForAll(Scenarios, scenario =>
        {
            var run = Begin(scenario);
            var edited = PlanEdits.Of(WithoutPending(scenario.Plan), scenario.Answers.Sum(answer => answer.Which));
            var to = WorkflowGraph.Create(Build(edited), "new");
            running += run.State.Status == WorkflowStatus.Running ? 1 : 0;
            if (run.State.Status == WorkflowStatus.Finished || Migration.Between(run.Graph, to, options: Options).Move(run.State, Done(run)) is not MigrationVerdict.Moves moves)
            {
                return;
            }

            moved++;
            var space = Explorer.Explore(to, moves.State, Options)!;
            Assert.True(space.CanEnd(0) || space.IsBounded, edited.ToString());
            if (space.PathToEnd() is { } path)
            {
                movedOn++;
                Assert.Equal(WorkflowStatus.Finished, Walk(to, moves.State, path).Status);
            }
        }));

        Assert.True(moved > running / 3 && moved > 60, $"Only {moved} of {running} were moved: the property says little.");
        Assert.True(movedOn > moved * 9 / 10, $"Only {movedOn} of {moved} were walked to an end.");
    }

    [Fact]
    public void To_a_version_that_is_the_same_everybody_moves_who_can_end_at_all_and_goes_on_as_if_nothing_had_happened()
    {
        int running = 0, moved = 0;
        Check.One(Config, Prop.ForAll(Scenarios, scenario =>
        {
            var run = Begin(scenario);
            var to = WorkflowGraph.Create(Build(WithoutPending(scenario.Plan)), "new");
            var space = Explorer.Explore(run.Graph, run.State, Options);
            if (run.State.Status == WorkflowStatus.Finished || space is not { IsBounded: false } || !space.CanEnd(0))
            {
                return;
            }

            running++;
            var verdict = Migration.Between(run.Graph, to, options: Options).Move(run.State, Done(run));
            if (verdict is MigrationVerdict.Moves moves)
            {
                moved++;
                Assert.Equal(run.State.Bookmarks.Select(bookmark => (bookmark.Id, bookmark.ActivityNodeId, bookmark.DueAt)), moves.State.Bookmarks.Select(bookmark => (bookmark.Id, bookmark.ActivityNodeId, bookmark.DueAt)));
            }
            else
            {
                // What a circle runs ahead of a join is beyond what is told apart, and what failed in passing is nothing to stand in.
                var stays = Assert.IsType<MigrationVerdict.Stays>(verdict);
                Assert.Contains(stays.Code, new[] { StayReasons.WouldBeStuck, StayReasons.NotProved, StayReasons.StepRepeated });
            }
        }));

        Assert.True(moved > running * 9 / 10 && moved > 60, $"Only {moved} of {running} were moved.");
    }

    private static Run Begin(Scenario scenario)
    {
        var run = new Run(WorkflowGraph.Create(Build(WithoutPending(scenario.Plan)), "old")).Start();
        foreach (var (which, outcome) in scenario.Answers.Take(scenario.Answers[0].Which % 4))
        {
            if (run.State.Bookmarks.Count > 0)
            {
                run.Step(new Stimulus.ResumeBookmark(run.State.Bookmarks[which % run.State.Bookmarks.Count].Id, new JsonObject { [Wait.OutcomeInput] = outcome }));
            }
        }

        return run;
    }

    private static HashSet<string> Done(Run run) => run.Journal.Where(line => line.EventName == "Completed").Select(line => line.NodeId).ToHashSet(StringComparer.Ordinal);

    /// <summary>Lets the engine take every step of the way.</summary>
    private static WorkflowState Walk(WorkflowGraph graph, WorkflowState state, IReadOnlyList<Happening> path)
    {
        foreach (var step in path.Where(happening => happening is { Kind: HappeningKind.Completed, Node.Activity: Wait or Throw }))
        {
            var outcomes = step.Way!.Outcomes ?? [];
            var standing = state.ActivityExecutionContexts.FirstOrDefault(context => context.ScheduledActivityNodeId == step.Node!.NodeId);
            if (standing is null)
            {
                continue; // a later line tells of the same burst
            }

            Stimulus stimulus = standing.Status == ActivityStatus.Faulted
                ? new Stimulus.Skip(standing.Id, outcomes)
                : new Stimulus.ResumeBookmark(state.Bookmarks.First(bookmark => bookmark.ActivityInstanceId == standing.Id).Id, new JsonObject { [Wait.OutcomeInput] = string.Join(',', outcomes) });
            state = Interpreter.Step(graph, state, stimulus, Run.Now).State;
        }

        return state;
    }

    /// <summary>One that is never ready looks to the explorer as if it passed.</summary>
    private static Plan WithoutPending(Plan plan) => plan with
    {
        Boxes = [.. plan.Boxes.Select(box => box with { Kind = box.Kind == "pending" ? "probe" : box.Kind, Inside = box.Inside is { } inside ? WithoutPending(inside) : null })],
    };

    /// <summary>A wait may be answered with any line that leaves it, or with none.</summary>
    private static Behaviour? WaysOf(ActivityNode node) => node.Activity switch
    {
        Wait or Throw => new(
            [.. ((Engine.Activities.Flowcharts.Flowchart)node.Parent!.Activity).Connections.Where(line => ReferenceEquals(line.Source.Activity, node.Activity))
                .Select(line => line.Source.Port ?? "Done").Append("Done").Distinct(StringComparer.Ordinal).Select(port => new Way([port]))], Waits: true),
        Choose choose => Behaviour.Of([choose.Outcomes.Expression?.Value as string ?? "Done"], waits: false) is var one ? new([new Way(one.Ways[0].Outcomes![0].Split(','))], Waits: false) : null,
        _ => null,
    };
}
