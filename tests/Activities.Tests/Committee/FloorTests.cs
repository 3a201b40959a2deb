using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine.Graphs;

namespace CaseWorkflows.Activities.Tests.Committee;

/// <summary>"Not less than two weeks": from when it counts, and that the task says so.</summary>
public sealed class FloorTests
{
    private static readonly DateTimeOffset Opening = ProcedureRun.Opening;

    [Theory]
    [InlineData("CaseOpened", 0)]
    [InlineData("DeclarationSigned", 3)]
    [InlineData("ApplicantInformed", 7)]
    [InlineData("ReviewStarted", 7)]
    public void The_floor_counts_from_what_the_designer_chose(string countFrom, int daysAfterOpening)
    {
        // Signed on day 3; an officer tells the applicant on day 7, which opens the review.
        var run = ProcedureRun.Start("maman", definition => definition
            .Set("committee", "countFrom", countFrom).Set("committee", "earlyDecision", "Refuse"));
        run.ToDeclaration().PassTime(3).Complete("declare", "Signed").PassTime(4).Complete("inform", "Done");

        Assert.Equal(Opening.AddDays(daysAfterOpening + 14), run.Floor());
    }

    [Fact]
    public void Something_that_never_happened_in_this_case_counts_as_the_review_starting()
    {
        // The declaration is wired past the applicant being told; the floor must not count from nothing.
        var run = ProcedureRun.Start("textile-sewing", definition =>
        {
            var line = definition["root"]!["connections"]!.AsArray().Single(line => (string?)line!["source"]!["activity"] == "declare" && (string?)line["source"]!["port"] == "Signed");
            line!["target"]!["activity"] = "committee";
        });
        run.ToDeclaration().PassTime(2).Complete("declare", "Signed");

        Assert.Equal(Opening.AddDays(2 + 14), run.Floor());
    }

    [Fact]
    public void Decisions_are_offered_from_the_floor_on_and_asking_for_more_at_once()
    {
        var run = Review.Open();

        Assert.Equal(Opening.AddDays(14), run.Floor("Approved"));
        Assert.Equal(Opening.AddDays(14), run.Floor("Rejected"));
        Assert.Null(run.Floor("MoreInformation"));
    }

    [Fact]
    public void A_decision_is_released_at_the_very_instant_of_the_floor()
        => Review.Open().PassTimeUntil(Opening.AddDays(14)).Complete("committee", "Approved").RegisterAndServe().AssertClosed(CaseResult.Served);

    /// <summary>From Sunday 22 November: four days that week, five in each of the next two; the fourteenth is Thursday 10 December.</summary>
    [Fact]
    public void Working_days_leave_out_the_weekend()
    {
        var run = Review.Open(("countWorkingDays", true));

        Assert.Equal(new DateTimeOffset(2026, 12, 10, 9, 0, 0, TimeSpan.FromHours(3)), run.Floor());
    }

    [Fact]
    public void Working_days_are_those_of_the_association()
    {
        var closed = new Holiday(new(2026, 11, 24), new(2026, 11, 25), LocalizedText.Same("closed"));
        var services = ActivityServices.None.WithCaseActions().With(_ => WorkingCalendar.Saudi with { Holidays = [closed] });
        var graph = ProcedureFile.Graph("textile-sewing", definition => definition.Set("committee", "countWorkingDays", true), services);

        Assert.Equal(new DateTimeOffset(2026, 12, 14, 9, 0, 0, TimeSpan.FromHours(3)), ProcedureRun.Start(graph).ToStudy().Floor());
    }

    [Fact]
    public void Without_a_calendar_offered_the_country_s_week_holds()
    {
        var graph = ProcedureFile.Graph(
            "textile-sewing", definition => definition.Set("committee", "countWorkingDays", true), ActivityServices.None.WithCaseActions());

        Assert.Equal(new DateTimeOffset(2026, 12, 10, 9, 0, 0, TimeSpan.FromHours(3)), ProcedureRun.Start(graph).ToStudy().Floor());
    }

    [Fact]
    public void Telling_the_applicant_again_restarts_the_count()
    {
        var run = Review.Open().PassTime(13).Complete("committee", "MoreInformation").VerifyAndSign();

        Assert.Equal(Opening.AddDays(13 + 14), run.Floor());
        Assert.Equal(2, run.Events("ApplicantInformed").Count());
    }

    [Fact]
    public void A_count_from_the_opening_goes_on_through_a_second_study()
    {
        var run = Review.Open(("countFrom", "CaseOpened")).PassTime(13).Complete("committee", "MoreInformation").VerifyAndSign();

        Assert.Equal(Opening.AddDays(14), run.Floor());
    }

    [Fact]
    public void A_floor_that_is_already_over_holds_nothing_back_and_sets_no_alarm()
    {
        var run = Review.Before(("countFrom", "CaseOpened")).PassTime(20).ToStudy();

        Assert.Equal(Opening.AddDays(14), run.Floor());
        Assert.Empty(run.Alarms);
        run.Complete("committee", "Approved");
        Assert.Empty(run.Events("DecisionHeld"));
    }

    [Theory]
    [InlineData("Refuse")]
    [InlineData("Hold")]
    public void A_floor_of_zero_holds_nothing_back(string earlyDecision)
    {
        var run = Review.Open(("minimumPeriod", "00:00:00"), ("earlyDecision", earlyDecision));

        Assert.Empty(run.Alarms);
        run.Complete("committee", "Approved").RegisterAndServe().AssertClosed(CaseResult.Served);
    }

    [Fact]
    public void A_floor_below_zero_is_none() => Review.Open(("minimumPeriod", "-3.00:00:00")).Complete("committee", "Approved").OpenTask("register");

    [Fact]
    public void A_floor_of_three_seconds_is_kept_to_the_tick()
    {
        var run = Review.Open(("minimumPeriod", "00:00:03")).PassTime(TimeSpan.FromSeconds(3) - TimeSpan.FromTicks(1));

        run.SlipThrough("committee", "Approved");
        Assert.Single(run.Events("DecisionHeld"));
        run.PassTime(TimeSpan.FromTicks(1));
        Assert.Single(run.Events("DecisionReleased"));
    }

    [Fact]
    public void Asking_for_more_can_be_taken_away()
        => Assert.Equal(["Approved", "Rejected"], Review.Open(("allowMoreInformation", false)).OpenTask("committee").Actions.Select(action => action.Name));

    [Fact]
    public void What_is_asked_for_reaches_the_applicant()
    {
        var run = Review.Open().Complete("committee", "MoreInformation", "Two bank statements.");

        Assert.Equal("Two bank statements.", Assert.Single(run.All<BeneficiaryNotified>(), told => told.Origin.ActivityId == "ask-more").Reason);
        Assert.Empty(run.Events("DecisionReleased"));
    }
}
