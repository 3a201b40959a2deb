using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Tests.Execution;
using CaseWorkflows.Engine.Tests.Properties;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Engine.Tests.Exploration;

/// <summary>
/// Whatever the engine does on a random flowchart, in a random order of answers, is in the exploration of that flowchart, step for step: from the states the
/// run may be in, some step shows the same things happening in the same order, and leads to a state in which the same activities wait.
/// </summary>
public sealed class ExplorationProperties
{
    private const int LongestBurst = 400;

    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(400);

    private static readonly Behaviour Waits = new(
        [.. new[] { "Done", "True", "False", "X", "Y" }.Select(outcome => new Way([outcome])), new Way(["X", "Y"]), new Way(["Done", "X"])], Waits: true);

    [Fact]
    public void Every_run_of_the_engine_is_in_the_exploration()
    {
        var followed = 0;
        Check.One(Config, Prop.ForAll(FlowchartGenerator.Scenarios, scenario => followed += Follow(scenario with { Plan = WithoutFaults(scenario.Plan) }) ? 1 : 0));

        Assert.InRange(followed, 250, 400); // few are too large to be explored as a whole
    }

    [Fact]
    public void From_every_state_of_a_run_the_exploration_goes_on_as_from_the_start()
    {
        Check.One(Config.WithMaxTest(150), Prop.ForAll(FlowchartGenerator.Scenarios, scenario =>
        {
            var graph = WorkflowGraph.Create(FlowchartGenerator.Build(WithoutFaults(scenario.Plan)));
            var run = new Run(graph).Start();
            for (var answer = 0; answer < 4 && run.State.Bookmarks.Count > 0; answer++)
            {
                Answer(run, scenario.Answers[answer]);
            }

            if (run.State.Incidents.Count > 0)
            {
                return; // what is faulted counts as open again, on purpose
            }

            var space = Explorer.Explore(graph, run.State, Options)!;
            Assert.Equal(run.State.Status == WorkflowStatus.Finished, space.States[0].IsFinished);
            Assert.Equal(WaitingIn(run), space.States[0].Waiting.Select(node => node.NodeId).Order(StringComparer.Ordinal));
            if (!space.IsBounded && run.State.Bookmarks.Count > 0)
            {
                var before = run.Journal.Count;
                Answer(run, scenario.Answers[5]);
                Assert.True(run.Journal.Count - before > LongestBurst || Next(space, [0], Happened(run, before)).Count > 0, $"{scenario}");
            }
        }));
    }

    private static ExplorationOptions Options { get; } = new() { MaxSteps = 4000, Describe = Describe };

    private static Behaviour? Describe(ActivityNode node) => node.Activity switch
    {
        Wait => Waits,
        Choose choose => new([new Way(((string)choose.Outcomes.Expression!.Value!).Split(','))], Waits: false),
        _ => null,
    };

    private static bool Follow(FlowchartGenerator.Scenario scenario)
    {
        var graph = WorkflowGraph.Create(FlowchartGenerator.Build(scenario.Plan));
        var space = Explorer.Explore(graph, Options);
        if (space.IsBounded)
        {
            return false;
        }

        var run = new Run(graph).Start();
        HashSet<int> at = [0];
        var read = 0;
        for (var answer = 0; ; answer++)
        {
            if (run.Journal.Count - read > LongestBurst)
            {
                return true; // a circle without a wait, which the engine cuts short
            }

            at = Next(space, at, Happened(run, read));
            read = run.Journal.Count;
            Assert.True(at.Count > 0, $"The engine does what the exploration does not know: {scenario}\n{run.Trace}");
            Assert.Contains(at, state => space.States[state].IsFinished == (run.State.Status == WorkflowStatus.Finished)
                && (space.States[state].IsFinished || WaitingIn(run).SequenceEqual(space.States[state].Waiting.Select(node => node.NodeId).Order(StringComparer.Ordinal))));
            if (answer == scenario.Answers.Count || run.State.Bookmarks.Count == 0)
            {
                return true;
            }

            Answer(run, scenario.Answers[answer]);
        }
    }

    private static void Answer(Run run, (int Which, string Outcome) answer)
    {
        var bookmarks = run.State.Bookmarks.OrderBy(bookmark => bookmark.ActivityNodeId, StringComparer.Ordinal).ToList();
        run.Step(new Stimulus.ResumeBookmark(bookmarks[answer.Which % bookmarks.Count].Id, new JsonObject { [Wait.OutcomeInput] = answer.Outcome }));
    }

    private static string[] WaitingIn(Run run) => [.. run.State.Bookmarks.Select(bookmark => bookmark.ActivityNodeId).Order(StringComparer.Ordinal)];

    private static List<string> Happened(Run run, int from) =>
    [
        .. run.Journal.Skip(from).Where(line => line.EventName is "Started" or "Completed" or "Canceled" or "Faulted")
            .Select(line => Text(line.EventName, line.NodeId, line.Payload?["Outcomes"] is JsonArray outcomes ? string.Join(',', outcomes.Select(outcome => (string?)outcome ?? "Done").Distinct()) : null)),
    ];

    private static string Text(string kind, string nodeId, string? outcomes) => $"{kind} {nodeId} {(kind == "Completed" ? outcomes ?? "Done" : "")}";

    private static string Text(Happening happening)
        => Text(happening.Kind.ToString(), happening.Node!.NodeId, happening.Way?.Outcomes is { } outcomes ? string.Join(',', outcomes) : null);

    /// <summary>The states in which all this may have led: one step that ends a wait, and then whatever goes on by itself.</summary>
    private static HashSet<int> Next(StateSpace space, IEnumerable<int> at, List<string> happened)
    {
        HashSet<int> reached = [];
        HashSet<(int, int)> seen = [];
        var queue = new Queue<(int State, int Read, bool Begun)>(at.Select(state => (state, 0, false)));
        while (queue.TryDequeue(out var place))
        {
            if (place.Begun && place.Read == happened.Count)
            {
                reached.Add(place.State);
            }

            foreach (var edge in space.From(place.State))
            {
                var waited = edge.Happenings is [{ Kind: HappeningKind.Waited }, ..];
                var texts = edge.Happenings.Where(happening => happening.Kind != HappeningKind.Waited).Select(Text).ToList();
                if (waited == !place.Begun && happened.Skip(place.Read).Take(texts.Count).SequenceEqual(texts) && seen.Add((edge.To, place.Read + texts.Count)))
                {
                    queue.Enqueue((edge.To, place.Read + texts.Count, true));
                }
            }
        }

        return reached;
    }

    /// <summary>What fails or is not ready on its own is no choice anybody makes.</summary>
    private static FlowchartGenerator.Plan WithoutFaults(FlowchartGenerator.Plan plan) => plan with
    {
        Boxes = [.. plan.Boxes.Select(box => box with { Kind = box.Kind is "throw" or "pending" ? "probe" : box.Kind, Inside = box.Inside is { } inside ? WithoutFaults(inside) : null })],
    };
}
