using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities.Tests.Committee;

/// <summary>The committee hears once that it may decide now.</summary>
public sealed class FloorAlarmTests
{
    [Fact]
    public void The_floor_s_alarm_goes_off_once()
    {
        var run = Review.Open().PassTimeUntil(ProcedureRun.Opening.AddDays(14) - TimeSpan.FromTicks(1));
        Assert.Empty(run.Events("DecisionReleasable"));

        run.PassTime(40);
        Assert.Equal("2026-12-06T06:00:00.0000000Z", (string?)Assert.Single(run.Events("DecisionReleasable")).Data!["releasableAt"]);
        Assert.Empty(run.Alarms);
        Assert.Single(run.OpenTasks);
    }

    [Fact]
    public void A_late_alarm_does_what_it_would_have_done_in_time()
    {
        var run = Review.Open().PassTimeUnnoticed(TimeSpan.FromDays(90)).RingNow();

        Assert.Single(run.Events("DecisionReleasable"));
        run.Complete("committee", "Approved").OpenTask("register");
    }

    [Fact]
    public void A_decision_taken_while_the_alarm_is_late_goes_through()
    {
        var run = Review.Open().PassTimeUnnoticed(TimeSpan.FromDays(15)).Complete("committee", "Approved");

        Assert.Single(run.Events("DecisionReleased"));
        Assert.Empty(run.Events("DecisionReleasable"));
        Assert.DoesNotContain(run.Alarms, alarm => alarm.ActivityId == "committee");
    }

    [Fact]
    public void An_alarm_delivered_twice_finds_nothing_left_to_do()
    {
        var run = Review.Open();
        var alarm = Assert.Single(run.Alarms);
        run.PassTime(14);

        var again = run.Resume(alarm.Id);
        Assert.Equal(StepVerdict.BookmarkNotFound, again.Verdict);
        Assert.Empty(again.Effects);
    }

    [Fact]
    public void A_late_alarm_releases_a_held_decision_once()
    {
        var run = Review.Open(("earlyDecision", "Hold")).Complete("committee", "Approved");
        var alarm = Assert.Single(run.Alarms);
        run.PassTimeUnnoticed(TimeSpan.FromDays(30)).RingNow();

        Assert.Equal(StepVerdict.BookmarkNotFound, run.Resume(alarm.Id).Verdict);
        Assert.Single(run.Events("DecisionReleased"));
    }
}
