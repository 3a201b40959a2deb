using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities.Tests.Alarms;

/// <summary>What the clock does while a person's answer is awaited. Reception is due after two days.</summary>
public sealed class AlarmTests
{
    private static readonly DateTimeOffset Opening = ProcedureRun.Opening;

    [Fact]
    public void The_reminder_goes_out_before_the_task_is_due()
    {
        var run = Open("2.00:00:00", "0.12:00:00", "relations-supervisor");
        var task = run.OpenTask("receive");
        run.PassTime(TimeSpan.FromHours(36) - TimeSpan.FromTicks(1));
        Assert.Empty(run.All<TaskReminded>());

        run.PassTime(TimeSpan.FromTicks(1));
        var reminded = Assert.Single(run.All<TaskReminded>());
        Assert.Equal((task.BookmarkId, Opening.AddDays(2)), (reminded.BookmarkId, reminded.DueAt));
        Assert.Empty(run.All<TaskEscalated>());
    }

    [Fact]
    public void An_overdue_task_is_offered_to_a_further_role_once_and_stays_open()
    {
        var run = Open("2.00:00:00", null, "relations-supervisor");
        var task = run.OpenTask("receive");
        run.PassTime(200);

        var escalated = Assert.Single(run.All<TaskEscalated>());
        Assert.Equal((task.BookmarkId, "relations-supervisor"), (escalated.BookmarkId, escalated.ToRole));
        Assert.Equal("relations-supervisor", task.EscalateTo);
        run.Complete("receive", "Received").OpenTask("verify");
    }

    [Fact]
    public void A_reminder_that_would_lie_in_the_past_is_left_out()
    {
        var run = Open("0.06:00:00", "1.00:00:00", "relations-supervisor").PassTime(1);

        Assert.Empty(run.All<TaskReminded>());
        Assert.Single(run.All<TaskEscalated>());
    }

    [Theory]
    [InlineData(null, "1.00:00:00", "relations-supervisor")]
    [InlineData("2.00:00:00", null, null)]
    [InlineData("2.00:00:00", "2.00:00:00", "")]
    public void Where_nothing_presses_no_alarm_is_set(string? dueIn, string? remindBefore, string? escalateTo)
        => Assert.Empty(Open(dueIn, remindBefore, escalateTo).Alarms);

    [Fact]
    public void Alarms_of_one_instant_all_go_off_in_one_burst()
    {
        // The committee's floor, a reminder two days before a due date of sixteen days, and the ceiling's own reminder all fall on day 14 or 15.
        var run = Review.Open(("ceiling", "16.00:00:00"), ("remindBefore", "2.00:00:00"), ("remindEvery", "1.00:00:00"), ("escalateTo", "committee-chair"));
        Assert.Single(run.Alarms);

        run.PassTime(14);
        Assert.Single(run.Events("DecisionReleasable"));
        Assert.Single(run.All<TaskReminded>());
        run.PassTime(2);
        Assert.Equal(2, run.All<TaskReminded>().Count());
        Assert.Single(run.All<TaskEscalated>());
        Assert.Empty(run.Alarms);
    }

    [Fact]
    public void An_expiry_at_the_instant_of_a_reminder_ends_the_step_after_it()
    {
        var run = ProcedureRun.Start("textile-sewing", definition => definition
            .Set("survey", "dueIn", "8.00:00:00").Set("survey", "remindBefore", "1.00:00:00").Set("survey", "waitFor", "7.00:00:00"));
        run.ToSurvey().PassTime(7);

        Assert.Single(run.All<TaskReminded>());
        run.AssertClosed(Cases.Lifecycle.CaseResult.Served);
    }

    [Fact]
    public void All_alarms_missed_while_the_scheduler_was_down_are_made_up_for_at_once()
    {
        var run = Open("2.00:00:00", "0.12:00:00", "relations-supervisor").PassTimeUnnoticed(TimeSpan.FromDays(10)).RingNow();

        Assert.Single(run.All<TaskReminded>());
        Assert.Single(run.All<TaskEscalated>());
        Assert.Empty(run.Alarms);
    }

    [Fact]
    public void An_alarm_after_the_answer_finds_nothing()
    {
        var run = Open("2.00:00:00", "0.12:00:00", "relations-supervisor");
        var alarm = Assert.Single(run.Alarms);
        run.Complete("receive", "Received");

        var result = run.PassTimeUnnoticed(TimeSpan.FromDays(3)).Resume(alarm.Id);
        Assert.Equal((StepVerdict.BookmarkNotFound, 0), (result.Verdict, result.Effects.Count));
        Assert.DoesNotContain(run.Alarms, waiting => waiting.ActivityId == "receive");
    }

    [Fact]
    public void An_answer_after_the_expiry_finds_nothing()
    {
        var run = ProcedureRun.Start("textile-sewing").ToAppealOffer();
        var task = run.OpenTask("offer-appeal");
        run.PassTime(60);

        Assert.Equal(StepVerdict.AlreadyFinished, run.Resume(task.BookmarkId).Verdict);
    }

    [Fact]
    public void An_alarm_rung_too_early_is_set_again_for_its_time()
    {
        var run = Open("2.00:00:00", "0.12:00:00", "relations-supervisor").RingNow().RingNow().RingNow();

        Assert.Empty(run.All<TaskReminded>());
        Assert.Equal(Opening.AddHours(36), Assert.Single(run.Alarms).DueAt);
        run.PassTime(2);
        Assert.Single(run.All<TaskReminded>());
        Assert.Single(run.All<TaskEscalated>());
    }

    private static ProcedureRun Open(string? dueIn, string? remindBefore, string? escalateTo) => ProcedureRun.Start("textile-sewing", definition => definition
        .Set("receive", "dueIn", dueIn).Set("receive", "remindBefore", remindBefore).Set("receive", "escalateTo", escalateTo));
}
