using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Memory;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Engine.Tests.Execution;

/// <summary>A host may keep a state and step from it again, from several threads even: no step changes anything in it.</summary>
public sealed class KeptStateTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_step_that_changes_every_object_it_finds_leaves_the_state_it_began_with(bool readsBack)
    {
        var run = WithObjects(ChangeEverything, readsBack);
        var before = WorkflowStateJson.ToUtf8(run.State);

        var (first, second) = (ResumeOf(run), ResumeOf(run));

        Assert.Equal(before, WorkflowStateJson.ToUtf8(run.State));
        Assert.Equal(WorkflowStateJson.ToUtf8(first.State), WorkflowStateJson.ToUtf8(second.State));
        Assert.Equal(5, System.Text.Encoding.UTF8.GetString(WorkflowStateJson.ToUtf8(first.State)).Split("\"n\":2").Length); // all four changes hold
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_object_somebody_holds_on_to_is_not_the_states_own(bool readsBack)
    {
        var held = new List<JsonObject>();
        var run = WithObjects(context => held.AddRange(ObjectsOf(context)), readsBack);
        var after = ResumeOf(run).State;
        var bytes = WorkflowStateJson.ToUtf8(after);

        held.ForEach(json => json["n"] = "changed when the burst was over");

        Assert.Equal(4, held.Count);
        Assert.Equal(bytes, WorkflowStateJson.ToUtf8(after));
    }

    [Fact]
    public void Several_threads_may_step_from_one_state()
    {
        var run = WithObjects(ChangeEverything, readsBack: true);
        var expected = WorkflowStateJson.ToUtf8(ResumeOf(run).State);

        for (var round = 0; round < 20; round++)
        {
            var kept = WorkflowStateJson.FromUtf8(WorkflowStateJson.ToUtf8(run.State));
            var results = new byte[8][];
            System.Threading.Tasks.Parallel.For(0, results.Length, index => results[index] = WorkflowStateJson.ToUtf8(ResumeOf(run, kept).State));
            Assert.All(results, bytes => Assert.Equal(expected, bytes));
        }
    }

    [Fact]
    public void What_a_burst_leaves_alone_is_in_the_next_state_as_it_was()
    {
        var run = WithObjects(_ => { }, readsBack: false);

        var next = ResumeOf(run).State;

        Assert.Same(run.State.Properties, next.Properties);
        Assert.Same(run.State.ActivityExecutionContexts[0].Variables, next.ActivityExecutionContexts[0].Variables);
    }

    [Fact]
    public void The_lines_taken_are_kept_in_one_order_everywhere()
    {
        var run = Run.Of(Flowcharts.Chart.Of("s -> s2; s2 -> S3; S3 -> wait; wait -> x")).Start();

        var followed = run.ContextOf("flow").Properties!["FlowScope"]!["Followed"]!.AsArray().Select(line => line!.GetValue<string>());

        Assert.Equal(["S3:Done->wait:In", "s2:Done->S3:In", "s:Done->s2:In"], followed);
    }

    private static Run WithObjects(Action<ActivityExecutionContext> afterwards, bool readsBack)
    {
        static JsonObject One() => new() { ["n"] = 1 };
        var graph = WorkflowGraph.Create(
            new Sequence(
                new Do(context =>
                {
                    context.SetVariable("V", One());
                    context.WorkflowExecutionContext.SetProperty("P", One());
                    context.WorkflowExecutionContext.Output["O"] = One();
                    context.ParentActivityExecutionContext!.SetProperty("Q", One());
                }),
                new Wait { Id = "w" },
                new Do(afterwards),
                new Wait { Id = "again" }),
            variables: [new Variable<JsonObject>("V").WithWorkflowStorage()]);
        return new Run(graph) { ReadsBack = readsBack }.Start();
    }

    private static void ChangeEverything(ActivityExecutionContext context)
    {
        foreach (var json in ObjectsOf(context))
        {
            json["n"] = 2;
        }
    }

    private static List<JsonObject> ObjectsOf(ActivityExecutionContext context) =>
    [
        context.GetVariable<JsonObject>("V")!,
        context.WorkflowExecutionContext.GetProperty<JsonObject>("P")!,
        (JsonObject)context.WorkflowExecutionContext.Output["O"]!,
        context.ParentActivityExecutionContext!.GetProperty<JsonObject>("Q")!,
    ];

    private static StepResult ResumeOf(Run run, WorkflowState? from = null)
        => Interpreter.Step(run.Graph, from ?? run.State, new Stimulus.ResumeBookmark(run.BookmarkOf("w").Id), Run.Now);
}
