using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Tests.Flowcharts;

namespace CaseWorkflows.Engine.Tests.Execution;

public sealed class IncidentTests
{
    [Fact]
    public void An_activity_that_fails_is_an_incident_and_the_rest_goes_on()
    {
        var run = Run.Of(Chart.Of("a -> throw, wait; throw -> b; wait -> c")).Start().Answer("wait");

        Assert.Equal("a !throw ?wait wait c", run.Trace);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
        var incident = Assert.Single(run.State.Incidents);
        Assert.Equal(("throw", "Workflow1:flow:throw", "Test.Throw", Run.Now), (incident.ActivityId, incident.ActivityNodeId, incident.ActivityType, incident.Timestamp));
        Assert.Equal("'throw' fails on purpose.", incident.Message);
        Assert.Equal("System.InvalidOperationException", incident.Exception!.Type);
        Assert.Empty(run.Last.NewIncidents); // raised in the burst before
    }

    [Fact]
    public void Faults_are_counted_on_every_level_above()
    {
        var run = Run.Of(Chart.Of("a -> nest, throw", new Sequence(new Throw { Id = "inner" }) { Id = "nest" })).Start();

        Assert.Equal(
            [("Workflow1", 2), ("flow", 2), ("nest", 1), ("throw", 1), ("inner", 1)],
            run.State.ActivityExecutionContexts.Select(context => (context.ScheduledActivityNodeId.Split(':')[^1], context.AggregateFaultCount)));
    }

    [Fact]
    public void The_fault_strategy_ends_the_workflow_after_what_was_queued()
    {
        var run = new Run(WorkflowGraph.Create(Chart.Of("a -> throw, b, wait; b -> c"), faultsEndTheWorkflow: true)).Start();

        Assert.Equal((WorkflowStatus.Finished, WorkflowSubStatus.Faulted), (run.State.Status, run.State.SubStatus));
        Assert.Equal("a !throw b ?wait c", run.Trace);
        Assert.Empty(run.State.Bookmarks);
        Assert.Single(run.State.Incidents);
        Assert.Equal(StepVerdict.AlreadyFinished, run.Step(new Stimulus.Retry(run.State.Incidents[0].ActivityInstanceId)).Last.Verdict);
    }

    [Theory]
    [InlineData("Elsa.Workflows.IncidentStrategies.FaultStrategy, Elsa.Workflows.Core", WorkflowSubStatus.Faulted)]
    [InlineData("Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy, Elsa.Workflows.Core", WorkflowSubStatus.Suspended)]
    [InlineData("", WorkflowSubStatus.Suspended)]
    public void A_definition_chooses_its_strategy(string strategy, WorkflowSubStatus subStatus)
    {
        var run = Run.OfJson($$"""{'definitionId':'d','root':{'id':'t','type':'Test.Throw'},'options':{'incidentStrategyType':'{{strategy}}'} }""").Start();

        Assert.Equal(subStatus, run.State.SubStatus);
    }

    [Fact]
    public void A_retry_runs_the_activity_again_and_withdraws_its_incident()
    {
        var fails = 2;
        var run = Run.Of(Chart.Of("a -> shaky; shaky -> b", new Do(context =>
        {
            if (fails-- > 0)
            {
                throw new InvalidOperationException("Not yet.");
            }
        }) { Id = "shaky" })).Start().Retry("shaky");

        Assert.Equal("a !shaky !shaky", run.Trace);
        Assert.Single(run.State.Incidents);
        Assert.Equal([1, 1, 1], run.State.ActivityExecutionContexts.Select(context => context.AggregateFaultCount));

        run.Retry("shaky");

        Assert.Equal("a !shaky !shaky shaky b", run.Trace);
        Assert.Empty(run.State.Incidents);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void A_retry_withdraws_no_other_incident()
    {
        var run = Run.Of(Chart.Of("a -> throwA, throwB")).Start().Retry("throwA");

        Assert.Equal(["throwB", "throwA"], run.State.Incidents.Select(incident => incident.ActivityId));
        Assert.Equal(2, run.State.ActivityExecutionContexts[0].AggregateFaultCount);
        Assert.Equal("throwA", Assert.Single(run.Last.NewIncidents).ActivityId);
    }

    [Fact]
    public void An_answer_that_failed_can_be_given_again()
    {
        var run = Run.Of(Chart.Of("a -> picky; picky -> b", new Picky { Id = "picky" })).Start().ResumeWith("picky", new { number = "x" });

        Assert.Equal("a ?picky !picky", run.Trace);
        Assert.Empty(run.Last.BurnedBookmarkIds);

        run.ResumeWith("picky", new { number = 7 });

        Assert.Equal("a ?picky !picky picky b", run.Trace);
        Assert.Empty(run.State.Incidents);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
    }

    [Fact]
    public void Failing_after_completion_is_on_record_but_holds_nothing_up()
    {
        var run = Run.Of(new Sequence(new Do(async context =>
        {
            await context.CompleteActivityAsync();
            throw new InvalidOperationException("Too late.");
        }) { Id = "a" }, new Probe { Id = "b" })).Start();

        Assert.Equal("a !a b", run.Trace);
        Assert.Equal(WorkflowSubStatus.Finished, run.State.SubStatus);
        Assert.Equal("Too late.", Assert.Single(run.State.Incidents).Message);
    }

    [Fact]
    public void A_nested_flowchart_whose_follower_cannot_be_reached_is_the_one_that_fails()
    {
        // The inner flowchart completes; the line back from it is illegal. The instance must stay loadable.
        var run = Run.Of(Chart.Of("a -> b, c; b -> nest; c -> nest; nest -> b", Nested("nest", "x -> wait"))).Start().Answer("wait");

        Assert.Equal("nest", Assert.Single(run.State.Incidents).ActivityId);
        Assert.Equal(ActivityStatus.Faulted, run.ContextOf("nest").Status);

        run.Retry("nest");

        Assert.Equal("a b c x ?wait wait x ?wait", run.Trace);
        Assert.Empty(run.State.Incidents);
    }

    [Fact]
    public void A_circle_without_a_wait_ends_as_an_incident()
    {
        var run = Run.Of(Chart.Of("a -> b; b -> a")).Start();

        Assert.Contains("circle", Assert.Single(run.State.Incidents).Message, StringComparison.Ordinal);
        Assert.Equal(WorkflowSubStatus.Suspended, run.State.SubStatus);
        Assert.InRange(run.Journal.Count(entry => entry.EventName == "Completed"), 1990, Interpreter.MaxActivitiesPerBurst);
    }

    private static Activities.Flowcharts.Flowchart Nested(string id, string lines)
    {
        var flowchart = Chart.Of(lines);
        flowchart.Id = id;
        return flowchart;
    }

    [Attributes.Activity("Test")]
    private sealed class Picky : Activity
    {
        protected override void Execute(ActivityExecutionContext context) => context.CreateBookmark(OnAnsweredAsync);

        private static ValueTask OnAnsweredAsync(ActivityExecutionContext context)
        {
            context.GetWorkflowInput<int>("number");
            return context.CompleteActivityAsync();
        }
    }
}
