using CaseWorkflows.Engine.Exploration;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Tests.Conformance;
using CaseWorkflows.Engine.Tests.Execution;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Exploration;

public sealed class ExplorerTests
{
    private static readonly ExplorationOptions Options = new()
    {
        Describe = node => node.Activity is Wait ? Behaviour.Of(["Done", "Yes", "No"], waits: true) : null,
    };

    /// <summary>With one way to answer.</summary>
    private static readonly ExplorationOptions Single = new() { Describe = node => node.Activity is Wait ? Behaviour.WaitsForDone : null };

    public static TheoryData<string> Definitions => [.. Script.Files("*.workflow.json")];

    [Fact]
    public void A_sequence_of_waits_is_as_many_states()
    {
        var space = Explorer.Explore(Graph("start -> waitA; waitA -> waitB; waitB -> end"), Single);

        Assert.Equal(["", "waitA", "waitB", ""], space.States.Select(state => string.Join(',', state.Waiting.Select(node => node.Activity.Id))));
        Assert.False(space.IsBounded);
        Assert.Equal("start waitA waitB end flow Workflow1", string.Join(' ', space.PathToEnd()!.Where(happening => happening.Kind == HappeningKind.Completed).Select(happening => happening.Node!.Activity.Id).Distinct()));
    }

    [Fact]
    public void Branches_side_by_side_are_every_order_of_them()
    {
        // Two branches of two waits each, joined: 3 × 3 places, less the one where both are through, which is the join's; before the start; the end.
        var space = Explorer.Explore(
            Graph("start -> waitA, waitB; waitA -> waitX; waitB -> waitY; waitX -> active; waitY -> active; active -> end"),
            Single);

        Assert.Equal(1 + (3 * 3 - 1) + 1, space.States.Count);
    }

    [Fact]
    public void A_loop_comes_back_to_the_state_it_left()
    {
        var once = Explorer.Explore(Graph("start -> waitA; waitA:Yes -> end"), Options);
        var looped = Explorer.Explore(Graph("start -> waitA; waitA:Yes -> end; waitA:No -> waitA"), Options);

        // A step run over a line back is told apart from one run the first time, as the engine tells them apart.
        Assert.InRange(looped.States.Count, once.States.Count, once.States.Count + 1);
        Assert.All(Enumerable.Range(0, looped.States.Count), state => Assert.True(looped.CanEnd(state)));
    }

    [Fact]
    public void A_state_with_no_way_out_is_found_with_the_way_into_it()
    {
        var graph = Graph("start -> waitA; waitA:Yes -> end; waitA:No -> waitB; waitB:Yes, No -> waitB; waitB -> waitB");
        var space = Explorer.Explore(graph, Options with { Describe = node => node.Activity.Id == "waitB" ? new([], Waits: true) : Options.Describe!(node) });

        var path = space.PathTo(state => !space.CanEnd(state))!;
        Assert.Equal(["start", "waitA"], path.Where(happening => happening.Kind == HappeningKind.Completed).Select(happening => happening.Node!.Activity.Id));
        Assert.Equal("waitB", path[^1].Node!.Activity.Id);
    }

    [Fact]
    public void A_circle_without_a_wait_comes_to_an_end()
    {
        var space = Explorer.Explore(Graph("start -> a; a -> b; b -> a"), Options);

        Assert.False(space.IsBounded);
        Assert.InRange(space.Steps, 1, 20);
        Assert.Null(space.PathToEnd());
    }

    [Fact]
    public void What_is_too_large_is_given_up_and_says_so()
    {
        var branches = string.Join("; ", Enumerable.Range(0, 9).Select(number => $"start -> wait{number}; wait{number} -> waitA{number}; waitA{number} -> waitB{number}"));
        var space = Explorer.Explore(Graph(branches), Options with { MaxSteps = 500 });

        Assert.True(space.IsBounded);
        Assert.InRange(space.Steps, 100, 500);
    }

    [Fact]
    public void From_a_running_instance_the_way_to_the_end_is_the_rest_of_it()
    {
        var graph = Graph("start -> waitA; waitA -> waitB; waitB -> end");
        var run = new Run(graph).Start().Answer("waitA");

        var space = Explorer.Explore(graph, run.State, Options)!;

        Assert.Equal(["waitB", "end", "flow", "Workflow1"], space.PathToEnd()!.Where(happening => happening.Kind == HappeningKind.Completed).Select(happening => happening.Node!.Activity.Id));
    }

    [Fact]
    public void On_another_version_the_instance_goes_another_way_or_does_not_fit()
    {
        var run = new Run(Graph("start -> waitA; waitA -> waitB; waitB -> end")).Start().Answer("waitA");

        // In the other version a second branch has to arrive before the join, and in this instance nobody is on it: it ends without what comes after.
        var path = Explorer.Explore(Graph("start -> waitA, waitC; waitA -> waitB; waitB -> all; waitC -> all; all -> waitD"), run.State, Options)!.PathToEnd()!;
        Assert.DoesNotContain(path, happening => happening.Node?.Activity.Id is "all" or "waitD");
        Assert.Null(Explorer.Explore(Graph("start -> waitA; waitA -> end"), run.State, Options));
    }

    [Fact]
    public void What_is_faulted_counts_as_open_again()
    {
        var graph = Graph("start -> throwA; throwA -> end");
        var run = new Run(graph).Start();
        Assert.NotEmpty(run.State.Incidents);

        Assert.NotNull(Explorer.Explore(graph, run.State, Options)!.PathToEnd());
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_definition_of_the_conformance_suite_can_be_explored(string file)
    {
        var compilation = GraphCompiler.Compile(Script.Parse(File.ReadAllBytes(Script.Full(file))), Run.Registry);
        if (compilation.Graph is { } graph)
        {
            var space = Explorer.Explore(graph, Options with { MaxSteps = 3000 });

            Assert.True(space.States.Count > 1 || space.IsBounded, file);
        }
    }

    private static WorkflowGraph Graph(string lines) => WorkflowGraph.Create(Chart.Of(lines));
}
