using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities.Tests.Committee;

/// <summary>A decision before the floor never leaves the house, whichever way it got here.</summary>
public sealed class EarlyDecisionTests
{
    private const string Floor = "2026-12-06T06:00:00.0000000Z";

    [Fact]
    public void In_hold_mode_decisions_are_offered_from_the_first_minute()
        => Assert.All(Review.Open(("earlyDecision", "Hold")).OpenTask("committee").Actions, action => Assert.Null(action.NotBefore));

    [Theory]
    [InlineData("Approved", "register")]
    [InlineData("Rejected", "offer-appeal")]
    public void A_held_decision_is_released_by_the_floor_s_alarm_with_its_reason(string decision, string next)
    {
        var run = Review.Open(("earlyDecision", "Hold")).PassTime(1).Complete("committee", decision, "As the file shows.");

        var held = Assert.Single(run.Events("DecisionHeld"));
        Assert.Equal((Floor, true, null), ((string?)held.Data!["releasableAt"], held.ByCaller, held.Reason));
        Assert.Empty(run.OpenTasks);
        Assert.Empty(run.Events("DecisionReleased"));

        run.PassTime(13);
        var released = Assert.Single(run.Events("DecisionReleased"));
        Assert.Equal((decision, "research-committee"), ((string?)released.Data!["decision"], (string?)released.Data["committee"]));
        Assert.Equal(("As the file shows.", false), (released.Reason, released.ByCaller));
        Assert.Equal(next, Assert.Single(run.OpenTasks).Origin.ActivityId);
        Assert.Empty(run.Events("DecisionReleasable"));
    }

    [Fact]
    public void A_held_rejection_tells_the_applicant_its_reason_and_not_a_day_sooner()
    {
        var run = Review.Open(("earlyDecision", "Hold")).Complete("committee", "Rejected", "No need was shown.");

        Assert.DoesNotContain(run.All<BeneficiaryNotified>(), told => told.Origin.ActivityId == "tell-rejection");
        run.PassTime(14);
        Assert.Equal("No need was shown.", Assert.Single(run.All<BeneficiaryNotified>(), told => told.Origin.ActivityId == "tell-rejection").Reason);
        Assert.Equal("No need was shown.", run.Complete("offer-appeal", "Accepted").AssertClosed(CaseResult.Rejected).Reason);
    }

    [Fact]
    public void A_held_decision_keeps_its_answers()
    {
        var run = Review.Open(("earlyDecision", "Hold")).Complete("committee", "Approved", "Yes.", new JsonObject { ["votes"] = new JsonArray(1, 2) });

        run.PassTime(14);
        Assert.Single(run.Events("DecisionReleased"));
    }

    [Fact]
    public void Nobody_is_reminded_of_a_decision_that_is_held()
    {
        var run = Review.Open(("earlyDecision", "Hold"), ("ceiling", "30.00:00:00"), ("remindEvery", "1.00:00:00"), ("dueIn", "2.00:00:00"), ("escalateTo", "committee-chair"))
            .Complete("committee", "Approved");

        Assert.Single(run.Alarms);
        run.PassTime(14);
        Assert.Empty(run.All<TaskReminded>());
        Assert.Empty(run.All<TaskEscalated>());
    }

    [Fact]
    public void Asking_for_more_is_never_held()
    {
        var run = Review.Open(("earlyDecision", "Hold")).Complete("committee", "MoreInformation");

        Assert.Equal("verify", Assert.Single(run.OpenTasks).Origin.ActivityId);
    }

    [Theory]
    [InlineData("Approved")]
    [InlineData("Rejected")]
    public void In_refuse_mode_an_early_decision_that_slips_through_is_held_and_not_released_early(string decision)
    {
        var run = Review.Open().PassTime(1).SlipThrough("committee", decision, "Too soon.");

        run.PassTime(12);
        Assert.Empty(run.Events("DecisionReleased"));
        run.PassTime(1);
        Assert.Equal("Too soon.", Assert.Single(run.Events("DecisionReleased")).Reason);
    }

    [Fact]
    public void A_second_answer_to_a_held_decision_finds_no_task()
    {
        var run = Review.Open(("earlyDecision", "Hold"));
        var bookmark = run.OpenTask("committee").BookmarkId;
        run.Complete("committee", "Approved");

        Assert.Equal(StepVerdict.BookmarkNotFound, run.Resume(bookmark).Verdict);
    }

    [Fact]
    public void An_alarm_rung_too_early_does_not_release_a_held_decision_and_rings_again()
    {
        var run = Review.Open(("earlyDecision", "Hold")).Complete("committee", "Approved").PassTime(5).RingNow().RingNow();

        Assert.Empty(run.Events("DecisionReleased"));
        Assert.Equal(ProcedureRun.Opening.AddDays(14), Assert.Single(run.Alarms).DueAt);
        run.PassTime(9);
        Assert.Single(run.Events("DecisionReleased"));
    }

    /// <summary>The alarm was answered by a node whose clock is ahead, the decision by one that has not got there yet.</summary>
    [Fact]
    public void A_decision_held_after_the_floor_s_alarm_is_still_released()
    {
        var run = Review.Open().PassTime(14).PassTimeUnnoticed(TimeSpan.FromSeconds(-2)).SlipThrough("committee", "Approved");

        Assert.Single(run.Events("DecisionHeld"));
        run.PassTime(TimeSpan.FromSeconds(2));
        Assert.Single(run.Events("DecisionReleased"));
    }

    [Fact]
    public void A_decision_in_time_is_the_act_of_whoever_gave_it()
        => Assert.True(Assert.Single(Review.Open().Decide("Approved").Events("DecisionReleased")).ByCaller);
}
