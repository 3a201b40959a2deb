using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Activities.Tests.Procedures;

/// <summary>From the request to the survey, when the committee says yes.</summary>
public sealed class ServiceTests
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_request_goes_through_every_stage_and_is_served(string key)
    {
        var run = ProcedureRun.Start(key).ToStudy().Decide("Approved").RegisterAndServe();

        run.AssertClosed(CaseResult.Served);
        Assert.Equal(
            [
                CaseStage.Reception, CaseStage.Verification, CaseStage.Declaration, CaseStage.Study,
                CaseStage.Registration, CaseStage.Delivery, CaseStage.Satisfaction,
            ],
            run.All<StageReached>().Select(reached => reached.Stage));
        Assert.Equal("DecisionReleased", Assert.Single(run.Events("DecisionReleased")).Action);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Facts_people_look_for_are_learned_on_the_way(string key)
    {
        var run = ProcedureRun.Start(key).ToStudy();
        var informed = run.Now;
        run.Decide("Approved")
            .Complete("register", "Registered", data: new JsonObject { ["registrationNumber"] = " 77 " })
            .Complete("deliver", "Delivered")
            .Complete("survey", "Answered", data: new JsonObject { ["score"] = 5 });

        Assert.Equal(
            [(CaseFact.InformedAt, informed), (CaseFact.RegistrationNumber, "77"), (CaseFact.SatisfactionScore, (object)5)],
            run.All<CaseFactLearned>().Select(learned => (learned.Fact, learned.Value!)));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Registration_without_a_number_of_its_own_takes_the_case_number(string key)
    {
        var run = ProcedureRun.Start(key).ToDelivery();

        Assert.Equal("TST-1", Assert.Single(run.All<CaseFactLearned>(), learned => learned.Fact == CaseFact.RegistrationNumber).Value);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Missing_papers_are_asked_for_as_often_as_it_takes(string key)
    {
        var run = ProcedureRun.Start(key).ToRegistration();
        for (var round = 0; round < 3; round++)
        {
            run.Complete("register", "Incomplete", $"Paper {round}");
        }

        run.RegisterAndServe().AssertClosed(CaseResult.Served);
        Assert.Equal(3, run.All<BeneficiaryNotified>().Count(told => told.Origin.ActivityId == "ask-papers"));
        Assert.Equal(4, run.All<TaskOpened>().Count(task => task.Origin.ActivityId == "register"));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_service_that_could_not_be_delivered_is_delivered_another_day(string key)
    {
        var run = ProcedureRun.Start(key).ToDelivery().Complete("deliver", "NotDelivered").Complete("deliver", "NotDelivered");

        Assert.Equal(2, run.All<BeneficiaryNotified>().Count(told => told.Origin.ActivityId == "tell-delay"));
        run.Complete("deliver", "Delivered").Complete("survey", "Answered").AssertClosed(CaseResult.Served);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_survey_nobody_answers_is_closed_by_the_clock(string key)
    {
        var run = ProcedureRun.Start(key).ToSurvey().PassTime(60);

        run.AssertClosed(CaseResult.Served);
        Assert.Single(run.Events("SurveyClosed"));
        Assert.DoesNotContain(run.All<CaseFactLearned>(), learned => learned.Fact == CaseFact.SatisfactionScore);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_person_who_would_rather_not_rate_is_served_all_the_same(string key)
        => ProcedureRun.Start(key).ToSurvey().Complete("survey", "NoAnswer").AssertClosed(CaseResult.Served);

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Whoever_handed_over_the_service_may_not_take_the_survey(string key)
    {
        var run = ProcedureRun.Start(key).ToDelivery().Complete("deliver", "NotDelivered", by: "first").Complete("deliver", "Delivered", by: "second");

        Assert.Contains("second", run.OpenTask("survey").ExcludedUsers);
        Assert.DoesNotContain("first", run.OpenTask("survey").ExcludedUsers);
    }
}
