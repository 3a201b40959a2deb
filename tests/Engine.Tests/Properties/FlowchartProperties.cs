using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Engine.Tests.Execution;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Engine.Tests.Properties;

/// <summary>What holds for every flowchart and every order of answers. A failure prints the chart, the answers and the seed to run it again.</summary>
public sealed class FlowchartProperties
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    [Fact]
    public void Reading_the_state_back_between_steps_changes_nothing() => ForAll(scenario =>
    {
        var (kept, readBack) = (Play(scenario, readsBack: false), Play(scenario, readsBack: true));

        Assert.Equal(kept.Trace, readBack.Trace);
        Assert.Equal(WorkflowStateJson.ToUtf8(kept.State), WorkflowStateJson.ToUtf8(readBack.State));
    });

    [Fact]
    public void Every_state_on_the_way_is_sound() => ForAll(scenario =>
    {
        var graph = WorkflowGraph.Create(FlowchartGenerator.Build(scenario.Plan));
        foreach (var state in States(new Run(graph), scenario))
        {
            AssertSound(state);
        }
    });

    [Fact]
    public void A_finished_instance_answers_nothing_any_more() => ForAll(scenario =>
    {
        var run = new Run(WorkflowGraph.Create(FlowchartGenerator.Build(scenario.Plan)));
        var seen = new List<string>();
        foreach (var state in States(run, scenario))
        {
            seen.AddRange(state.Bookmarks.Select(bookmark => bookmark.Id));
        }

        run.Step(new Stimulus.Cancel());
        var end = WorkflowStateJson.ToUtf8(run.State);
        Assert.Equal(WorkflowStatus.Finished, run.State.Status);
        foreach (var stimulus in seen.Select(Stimulus (id) => new Stimulus.ResumeBookmark(id)).Append(new Stimulus.Start()).Append(new Stimulus.Cancel()))
        {
            Assert.Equal(StepVerdict.AlreadyFinished, run.Step(stimulus).Last.Verdict);
        }

        Assert.Equal(end, WorkflowStateJson.ToUtf8(run.State));
    });

    [Fact]
    public void Whatever_failed_can_be_retried_without_breaking_anything() => ForAll(scenario =>
    {
        var run = Play(scenario, readsBack: true);
        foreach (var faulted in run.State.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted).Select(context => context.Id).Take(3).ToList())
        {
            run.Step(new Stimulus.Retry(faulted));
            AssertSound(run.State);
        }
    });

    [Fact]
    public void A_definition_runs_as_the_chart_built_in_code() => ForAll(scenario =>
    {
        var definition = new JsonObject { ["definitionId"] = "code", ["id"] = "code-1", ["root"] = FlowchartGenerator.Json(scenario.Plan) };
        var compilation = Run.Compile(Encoding.UTF8.GetString(Read(Read(Encoding.UTF8.GetBytes(definition.ToJsonString())).ToUtf8()).ToUtf8()));
        var (fromJson, fromCode) = (Play(scenario, new Run(compilation.Graph!)), Play(scenario, readsBack: true));

        Assert.Equal(fromCode.Trace, fromJson.Trace);
        Assert.Equal(Bytes(fromCode.State), Bytes(fromJson.State));
    });

    private static void ForAll(Action<FlowchartGenerator.Scenario> holds) => Check.One(Config, Prop.ForAll(FlowchartGenerator.Scenarios, holds));

    private static Run Play(FlowchartGenerator.Scenario scenario, bool readsBack)
        => Play(scenario, new Run(WorkflowGraph.Create(FlowchartGenerator.Build(scenario.Plan))) { ReadsBack = readsBack });

    private static Run Play(FlowchartGenerator.Scenario scenario, Run run)
    {
        foreach (var _ in States(run, scenario))
        {
        }

        return run;
    }

    private static IEnumerable<WorkflowState> States(Run run, FlowchartGenerator.Scenario scenario)
    {
        yield return run.Start().State;
        foreach (var (which, outcome) in scenario.Answers)
        {
            if (run.State.Bookmarks.Count == 0)
            {
                yield break;
            }

            var before = run.State;
            var bookmark = before.Bookmarks[which % before.Bookmarks.Count];
            yield return run.After(TimeSpan.FromMinutes(1)).Step(new Stimulus.ResumeBookmark(bookmark.Id, new JsonObject { [Wait.OutcomeInput] = outcome })).State;
            Assert.True(run.Last.Applied);
            Assert.Contains(bookmark.Id, run.Last.BurnedBookmarkIds);
            Assert.Equal(
                run.State.Bookmarks.Select(each => each.Id).Order(),
                before.Bookmarks.Select(each => each.Id).Except(run.Last.BurnedBookmarkIds).Concat(run.Last.CreatedBookmarks.Select(each => each.Id)).Order());
        }
    }

    private static void AssertSound(WorkflowState state)
    {
        var live = state.ActivityExecutionContexts.ToDictionary(context => context.Id);
        Assert.All(state.Bookmarks, bookmark => Assert.Equal(live[bookmark.ActivityInstanceId].ScheduledActivityNodeId, bookmark.ActivityNodeId));
        Assert.All(live.Values, context => Assert.True(context.ParentContextId is null || live.ContainsKey(context.ParentContextId)));
        Assert.All(live.Values, context => Assert.True(context.Status is ActivityStatus.Running or ActivityStatus.Faulted or ActivityStatus.Pending));
        Assert.All(state.CompletionCallbacks, callback => Assert.True(live.ContainsKey(callback.OwnerInstanceId)));
        Assert.Equal(state.Bookmarks.Count, state.Bookmarks.Select(bookmark => (bookmark.ActivityInstanceId, bookmark.Hash)).Distinct().Count());
        Assert.Equal(state.Bookmarks.Count, state.Bookmarks.Select(bookmark => bookmark.Id).Distinct().Count());
        Assert.Equal(state.Status == WorkflowStatus.Finished, live.Count == 0);
        Assert.True(state.Status == WorkflowStatus.Running || state is { Bookmarks.Count: 0, CompletionCallbacks.Count: 0, FinishedAt: not null });
        Assert.All(live.Values.Where(context => context.Status == ActivityStatus.Faulted),
            context => Assert.Contains(state.Incidents, incident => incident.ActivityInstanceId == context.Id));

        // Somebody or something can move a running instance on: a wait, a failure to retry, or a step that is not ready.
        Assert.True(state.Status == WorkflowStatus.Finished || state.Bookmarks.Count > 0
            || live.Values.Any(context => context.Status is ActivityStatus.Faulted or ActivityStatus.Pending));
    }

    private static WorkflowDefinition Read(byte[] utf8) => WorkflowDefinition.Parse(utf8).Definition!;

    private static string Bytes(WorkflowState state) => Encoding.UTF8.GetString(WorkflowStateJson.ToUtf8(state));
}
