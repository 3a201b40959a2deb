using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Activities.Flowcharts;
using CaseWorkflows.Engine.Tests.Execution;

namespace CaseWorkflows.Engine.Tests.Flowcharts;

public sealed class StartActivityTests
{
    [Fact]
    public void The_trigger_that_started_the_run_comes_first()
    {
        var chart = Candidates();
        chart.Start = Named(chart, "explicit");

        Assert.Equal("trigger", FirstOf(chart, trigger: "trigger"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nobody")]
    public void Then_the_start_chosen_in_code(string? trigger)
    {
        var chart = Candidates();
        chart.Start = Named(chart, "explicit");

        Assert.Equal("explicit", FirstOf(chart, trigger));
    }

    [Fact]
    public void Then_a_Start_activity() => Assert.Equal("start", FirstOf(Candidates()));

    [Fact]
    public void Then_the_first_that_may_start_the_workflow() => Assert.Equal("canStart", FirstOf(Candidates("start")));

    [Fact]
    public void Then_the_first_that_nothing_leads_to() => Assert.Equal("free", FirstOf(Candidates("start", "canStart")));

    [Fact]
    public void Then_the_first_of_all() => Assert.Equal("first", FirstOf(Candidates("start", "canStart", "free")));

    [Fact]
    public void An_empty_flowchart_is_done_at_once()
    {
        var run = Run.Of(new Flowchart()).Start();

        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void After_a_wait_the_run_still_belongs_to_the_trigger_that_started_it()
    {
        // elsa#7717: there the graph is rebuilt from the default start and the run is lost.
        var run = Run.Of(TwoEvents("eventA -> waitA; waitA -> b; eventB -> waitB; waitB -> c; c -> waitC"))
            .Start(trigger: "eventB").Answer("waitB waitC");

        Assert.Equal("eventB ?waitB waitB c ?waitC waitC", run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Theory]
    [InlineData("eventA")]
    [InlineData("eventB")]
    public void Where_triggers_meet_only_the_one_that_fired_is_waited_for(string trigger)
    {
        var run = Run.Of(TwoEvents("eventA -> j; eventB -> j; j -> wait; wait -> e")).Start(trigger: trigger).Answer("wait");

        Assert.Equal($"{trigger} j ?wait wait e", run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void A_trigger_reached_again_in_its_own_burst_waits()
    {
        var run = Run.Of(TwoEvents("eventA -> a; a -> eventA")).Start(trigger: "eventA");

        Assert.Equal("eventA a ?eventA", run.Trace);
    }

    private static Flowchart TwoEvents(string lines)
        => Chart.Of(lines, new Event { Id = "eventA", EventName = new("A"), CanStartWorkflow = true }, new Event { Id = "eventB", EventName = new("B"), CanStartWorkflow = true });

    /// <summary>One candidate for each rule, the weakest first; all but "free" have something leading to them.</summary>
    private static Flowchart Candidates(params string[] without)
    {
        var flowchart = new Flowchart();
        foreach (var id in new[] { "first", "free", "explicit", "trigger", "canStart", "start" }.Except(without))
        {
            flowchart.Activities.Add(id == "start" ? new Start { Id = id } : new Probe { Id = id, CanStartWorkflow = id == "canStart" });
        }

        foreach (var activity in flowchart.Activities.Where(activity => activity.Id != "free").ToList())
        {
            flowchart.Connections.Add(new Connection(new Endpoint(activity, "Never"), new Endpoint(activity, "In")));
        }

        return flowchart;
    }

    private static IActivity Named(Flowchart chart, string id) => chart.Activities.First(activity => activity.Id == id);

    private static string FirstOf(Flowchart chart, string? trigger = null) => Run.Of(chart).Start(trigger: trigger).Trace.Split(' ')[0];
}
