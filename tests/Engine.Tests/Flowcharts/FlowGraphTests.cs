using CaseWorkflows.Engine.Activities.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Flowcharts;

/// <summary>Which lines run forward and which back, seen from a start.</summary>
public sealed class FlowGraphTests
{
    [Theory]
    [InlineData("a -> b; b -> c; c -> a", "c>a", "")]
    [InlineData("a -> a", "a>a", "")]
    [InlineData("a -> b; b -> b", "b>b", "")]
    [InlineData("a -> b, c; b -> d; c -> d; d -> a", "d>a", "")]
    [InlineData("a -> b, c; b -> d; c -> d; d -> b", "d>b", "d>b")] // c leads to d without b
    [InlineData("a -> b, c; b -> c; c -> b", "c>b", "c>b")]
    [InlineData("a -> c, b; b -> c; c -> b", "b>c", "b>c")]
    [InlineData("a -> b; b -> c; c -> d; d -> b; d -> c", "d>b d>c", "")]
    [InlineData("s -> a, b; a -> c; b -> c, d; d -> e; c -> e; e -> b, d", "e>b e>d", "e>b e>d")]
    [InlineData("s -> a, c; a -> b; b -> c, d; c -> e; d -> e", "", "")] // one leg longer than the other
    [InlineData("a -> b; b -> c; x -> b", "x>b", "")] // from where nobody comes
    public void Lines_run_back_when_their_target_leads_to_their_source(string chart, string back, string illegal)
    {
        var flowchart = Chart.Of(chart);
        var graph = flowchart.GraphFrom(flowchart.Activities.First());

        Assert.Equal(back, Names(flowchart.Connections.Where(graph.IsBackward)));
        Assert.Equal(illegal, Names(flowchart.Connections.Where(line => graph.IsBackward(line) && !graph.IsLegalBackward(line))));
    }

    [Fact]
    public void Another_start_sees_other_lines()
    {
        var flowchart = Chart.Of("a -> j; b -> j; j -> c");
        var (fromA, fromB) = (flowchart.GraphFrom(Named(flowchart, "a")), flowchart.GraphFrom(Named(flowchart, "b")));

        Assert.True(fromA.IsDangling(Named(flowchart, "b")));
        Assert.False(fromB.IsDangling(Named(flowchart, "b")));
        Assert.Equal("a>j", Names(fromA.ForwardInbound(Named(flowchart, "j"))));
        Assert.Equal("b>j", Names(fromB.ForwardInbound(Named(flowchart, "j"))));
        Assert.Same(fromA, flowchart.GraphFrom(Named(flowchart, "a")));
    }

    [Theory]
    [InlineData("a -> b; b -> c; c -> b", "c", "a b")]
    [InlineData("a -> b, c; b -> d; c -> e", "d", "a b")] // a side branch is none
    [InlineData("a -> b; x -> b", "b", "a")]
    [InlineData("a -> b", "a", "")]
    public void Ancestors_are_what_leads_there_going_forward(string chart, string of, string ancestors)
    {
        var flowchart = Chart.Of(chart);
        var found = flowchart.GraphFrom(flowchart.Activities.First()).Ancestors(Named(flowchart, of));

        Assert.Equal(ancestors, string.Join(' ', found.Select(activity => activity.Id).Order(StringComparer.Ordinal)));
    }

    private static IActivity Named(Flowchart flowchart, string id) => flowchart.Activities.First(activity => activity.Id == id);

    private static string Names(IEnumerable<Connection> lines) => string.Join(' ', lines.Select(line => $"{line.Source.Activity.Id}>{line.Target.Activity.Id}"));
}
