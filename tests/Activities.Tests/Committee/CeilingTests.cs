using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;

namespace CaseWorkflows.Activities.Tests.Committee;

/// <summary>A due date beside the floor, with reminders on the way and an escalation once it is passed.</summary>
public sealed class CeilingTests
{
    private static readonly DateTimeOffset Opening = ProcedureRun.Opening;

    [Fact]
    public void The_ceiling_is_when_the_task_is_due_whatever_due_in_says()
        => Assert.Equal(Opening.AddDays(30), Review.Open(("ceiling", "30.00:00:00"), ("dueIn", "20.00:00:00")).OpenTask("committee").DueAt);

    [Fact]
    public void The_ceiling_counts_like_the_floor()
    {
        var run = Review.Before(("ceiling", "30.00:00:00"), ("countFrom", "CaseOpened")).PassTime(5).ToStudy();

        Assert.Equal(Opening.AddDays(30), run.OpenTask("committee").DueAt);
    }

    [Fact]
    public void The_ceiling_counts_working_days_when_the_floor_does()
        => Assert.Equal(
            new DateTimeOffset(2026, 12, 20, 9, 0, 0, TimeSpan.FromHours(3)),
            Review.Open(("ceiling", "20.00:00:00"), ("countWorkingDays", true)).OpenTask("committee").DueAt);

    [Fact]
    public void Reminders_go_out_every_so_often_between_floor_and_ceiling_and_then_it_escalates()
    {
        var run = Review.Open(("ceiling", "30.00:00:00"), ("remindEvery", "7.00:00:00"), ("escalateTo", "relations-supervisor"));
        var task = run.OpenTask("committee");
        run.PassTimeUntil(Opening.AddDays(30) - TimeSpan.FromTicks(1));

        Assert.Equal(2, run.All<TaskReminded>().Count()); // days 21 and 28
        Assert.All(run.All<TaskReminded>(), reminded => Assert.Equal((task.BookmarkId, task.DueAt), (reminded.BookmarkId, reminded.DueAt)));
        Assert.Empty(run.All<TaskEscalated>());

        run.PassTime(100);
        var escalated = Assert.Single(run.All<TaskEscalated>());
        Assert.Equal((task.BookmarkId, "relations-supervisor"), (escalated.BookmarkId, escalated.ToRole));
        Assert.Equal(2, run.All<TaskReminded>().Count());
    }

    [Fact]
    public void Passing_the_ceiling_ends_nothing()
    {
        var run = Review.Open(("ceiling", "20.00:00:00")).PassTime(400);

        run.Complete("committee", "Approved").OpenTask("register");
    }

    [Fact]
    public void A_ceiling_below_the_floor_means_the_floor()
    {
        var run = Review.Open(("ceiling", "3.00:00:00"), ("remindEvery", "1.00:00:00"), ("escalateTo", "committee-chair"));

        Assert.Equal(Opening.AddDays(14), run.OpenTask("committee").DueAt);
        run.PassTimeUntil(Opening.AddDays(14) - TimeSpan.FromTicks(1));
        Assert.Empty(run.All<TaskReminded>());
        Assert.Empty(run.All<TaskEscalated>());
        run.PassTime(TimeSpan.FromTicks(1));
        Assert.Single(run.Events("DecisionReleasable"));
        Assert.Single(run.All<TaskEscalated>());
    }

    [Fact]
    public void A_due_date_below_the_floor_means_the_floor()
        => Assert.Equal(Opening.AddDays(14), Review.Open(("dueIn", "2.00:00:00")).OpenTask("committee").DueAt);

    [Fact]
    public void Without_a_ceiling_and_a_due_date_nothing_presses()
    {
        var run = Review.Open(("remindEvery", "1.00:00:00"), ("escalateTo", "committee-chair"));

        Assert.Null(run.OpenTask("committee").DueAt);
        run.PassTime(365);
        Assert.Empty(run.All<TaskReminded>());
        Assert.Empty(run.All<TaskEscalated>());
    }

    [Fact]
    public void Reminders_by_the_second_come_to_an_end()
    {
        var run = Review.Open(("ceiling", "30.00:00:00"), ("remindEvery", "00:00:01")).PassTime(30);

        Assert.Equal(60, run.All<TaskReminded>().Count());
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("-1.00:00:00")]
    [InlineData("10000000.00:00:00")]
    public void A_pause_between_reminders_that_makes_no_sense_reminds_nobody(string every)
    {
        var run = Review.Open(("ceiling", "30.00:00:00"), ("remindEvery", every)).PassTime(60);

        Assert.Empty(run.All<TaskReminded>());
        Assert.Empty(run.State.Incidents);
    }
}
