using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities.Tests.Steps;

/// <summary>What single steps do with their settings and answers.</summary>
public sealed class StepBehaviourTests
{
    private const string Key = "textile-sewing";

    [Theory]
    [InlineData("interview", true)]
    [InlineData("branch-delegate", false)]
    [InlineData("", false)]
    public void A_procedure_takes_requests_over_its_own_channels_only(string channel, bool accepted)
        => Assert.Equal(accepted, OpenCaseOf("natiq").Accepts(channel));

    [Theory]
    [InlineData(null, "Literal")]
    [InlineData("[]", "Object")]
    [InlineData("[\"phone\"].concat([])", "JavaScript")] // not known before there is a case
    public void A_procedure_without_a_written_list_takes_requests_over_every_channel(string? channels, string syntax)
        => Assert.True(OpenCaseOf(Key, definition => definition.Set("open", "channels", channels, syntax)).Accepts("interview"));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 5)]
    [InlineData("4", 4)]
    [InlineData(" ٣ ", 3)]
    [InlineData(0, null)]
    [InlineData(6, null)]
    [InlineData("very good", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_score_nobody_can_read_counts_as_none_and_holds_nothing_up(object? typed, int? learned)
    {
        var data = new JsonObject { ["score"] = typed is int number ? JsonValue.Create(number) : JsonValue.Create((string?)typed) };
        var run = ProcedureRun.Start(Key).ToSurvey().Complete("survey", "Answered", data: data);

        run.AssertClosed(CaseResult.Served);
        Assert.Equal(learned, run.All<CaseFactLearned>().SingleOrDefault(fact => fact.Fact == CaseFact.SatisfactionScore)?.Value);
    }

    [Fact]
    public void The_words_to_be_signed_come_with_the_task()
    {
        var wording = ProcedureRun.Start(Key).ToDeclaration().OpenTask("declare").Wording;

        Assert.StartsWith("أقرّ", wording?.Arabic, StringComparison.Ordinal);
        Assert.StartsWith("I have read", wording?.English, StringComparison.Ordinal);
    }

    [Fact]
    public void The_message_staff_pass_on_comes_with_the_task_and_is_not_sent()
    {
        var run = ProcedureRun.Start("maman").ToDeclaration().Complete("declare", "Signed");

        Assert.StartsWith("السلام عليكم", run.OpenTask("inform").Wording?.Arabic, StringComparison.Ordinal);
        run.Complete("inform", "Done");
        Assert.Empty(run.All<BeneficiaryNotified>());
        Assert.True(Assert.Single(run.Events("ApplicantInformed")).ByCaller);
    }

    [Fact]
    public void A_message_that_is_sent_is_nobody_s_act()
    {
        var run = ProcedureRun.Start(Key).ToStudy();

        Assert.False(Assert.Single(run.Events("ApplicantInformed")).ByCaller);
        Assert.Equal(MessageClass.Service, Assert.Single(run.All<BeneficiaryNotified>()).MessageClass);
    }

    [Fact]
    public void Tools_at_hand_come_with_the_task()
        => Assert.Equal(["basic-regulation", "support-policy-guide", "support-request-form"], ProcedureRun.Start("awdat-sudair").ToVerification().OpenTask("verify").Tools);

    [Fact]
    public void A_task_without_words_or_tools_has_none()
    {
        var task = ProcedureRun.Start(Key).OpenTask("receive");

        Assert.Null(task.Wording);
        Assert.Empty(task.Tools);
    }

    [Fact]
    public void A_task_without_settings_takes_the_step_s_own()
    {
        var run = ProcedureRun.Start(Key, definition => definition
            .Set("receive", "title", null).Set("receive", "candidateGroups", null).Set("receive", "dueIn", null).Set("receive", "priority", null));
        var task = run.OpenTask("receive");

        Assert.Equal("استقبال {person}", task.Title.Arabic);
        Assert.Equal(["relations-officer", "branch-delegate"], task.CandidateRoles);
        Assert.Equal((null, 50), (task.DueAt, task.Priority));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(100, 100)]
    [InlineData(4000, 100)]
    public void Priorities_stay_between_nothing_and_a_hundred(int written, int priority)
        => Assert.Equal(priority, ProcedureRun.Start(Key, definition => definition.Set("receive", "priority", written)).OpenTask("receive").Priority);

    [Fact]
    public void People_a_designer_excluded_stay_excluded_from_the_survey_beside_whoever_delivered()
    {
        var run = ProcedureRun.Start(Key, definition => definition.Set("survey", "excludedUsers", "[\"someone\"]", "Object")).ToSurvey();

        Assert.Equal(["someone", "provider"], run.OpenTask("survey").ExcludedUsers);
    }

    [Theory]
    [InlineData("receive", "Verified")]
    [InlineData("receive", "received")]
    [InlineData("receive", "")]
    [InlineData("offer-appeal", "Expired")]
    public void An_answer_no_task_offers_is_an_incident_and_not_the_end_of_the_case(string activityId, string action)
    {
        var run = activityId == "receive" ? ProcedureRun.Start(Key) : ProcedureRun.Start(Key).ToAppealOffer();
        run.SlipThrough(activityId, action);

        Assert.Equal(activityId, Assert.Single(run.State.Incidents).ActivityId);
        Assert.False(run.IsOver);
        Assert.Single(run.OpenTasks);
    }

    [Fact]
    public void An_incident_of_a_step_is_put_right_by_opening_its_task_anew()
    {
        var run = ProcedureRun.Start(Key).SlipThrough("receive", "Verified").Retry();

        Assert.Empty(run.State.Incidents);
        Assert.Equal(2, run.All<TaskOpened>().Count());
        Assert.Single(run.Alarms);
        run.ToStudy().Decide("Approved").RegisterAndServe().AssertClosed(CaseResult.Served);
    }

    [Fact]
    public void A_review_run_again_keeps_its_floor()
    {
        var run = Review.Open().PassTime(10).SlipThrough("committee", "Maybe").Retry();

        Assert.Equal(ProcedureRun.Opening.AddDays(14), run.Floor());
        run.Decide("Approved").OpenTask("register");
    }

    [Fact]
    public void A_message_without_a_reason_tells_none()
    {
        var run = ProcedureRun.Start(Key, definition => definition.Set("tell-delay", "reason", "")).ToDelivery().Complete("deliver", "NotDelivered");

        Assert.Null(run.All<BeneficiaryNotified>().Last().Reason);
        Assert.Null(run.Events("BeneficiaryNotified").Last().Reason);
    }

    [Fact]
    public void Every_request_names_the_step_it_comes_from_and_its_clause()
    {
        var run = ProcedureRun.Start(Key).ToSurvey().Complete("survey", "Answered");

        Assert.All(run.Effects, effect =>
        {
            Assert.Equal(Activities.Steps.ProcedureSteps.Find(effect.Origin.ActivityType)!.About.Clause, effect.Origin.Clause);
            Assert.StartsWith("case-1-", effect.Origin.ActivityInstanceId, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Signing_again_replaces_the_earlier_date()
    {
        var run = ProcedureRun.Start(Key).ToStudy().PassTime(3).Complete("committee", "MoreInformation").VerifyAndSign();

        Assert.Equal(ProcedureRun.Opening.AddDays(3), DateTimeOffset.Parse((string)run.State.Properties["SignedAt"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static OpenCase OpenCaseOf(string key, Action<JsonObject>? change = null)
        => ProcedureFile.Graph(key, change).Nodes.Select(node => node.Activity).OfType<OpenCase>().Single();
}
