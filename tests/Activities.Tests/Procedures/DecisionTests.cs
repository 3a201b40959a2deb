using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Activities.Tests.Procedures;

/// <summary>What follows the committee's three answers, and the appeal.</summary>
public sealed class DecisionTests
{
    private const string Reason = "The need is met elsewhere.";

    [Theory]
    [CombinatorialRounds]
    public void A_committee_that_asks_for_more_studies_again_after_verification(string key, int rounds)
    {
        var run = ProcedureRun.Start(key).ToStudy();
        for (var round = 0; round < rounds; round++)
        {
            run.Complete("committee", "MoreInformation", "How many live in the house?");
            Assert.Equal(CaseStage.Verification, run.Stage);
            run.PassTime(3).VerifyAndSign();
        }

        run.Decide("Approved").RegisterAndServe().AssertClosed(CaseResult.Served);
        Assert.Equal(rounds, run.All<BeneficiaryNotified>().Count(told => told.Origin.ActivityId == "ask-more"));
        Assert.Equal(rounds + 1, run.Events("ApplicantInformed").Count());
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_rejection_is_told_with_its_reason(string key)
    {
        var run = ProcedureRun.Start(key).ToAppealOffer();

        var told = Assert.Single(run.All<BeneficiaryNotified>(), told => told.Origin.ActivityId == "tell-rejection");
        Assert.Equal(key == "maman" ? null : Reason, told.Reason); // maman's messages may be read by others in the house
        Assert.Equal(Reason, Assert.Single(run.Events("DecisionReleased")).Reason);
        Assert.Equal(CaseStage.Appeal, run.Stage);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_rejection_that_is_accepted_closes_the_case_with_its_reason(string key)
        => Assert.Equal(Reason, ProcedureRun.Start(key).ToAppealOffer().Complete("offer-appeal", "Accepted").AssertClosed(CaseResult.Rejected).Reason);

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_rejection_nobody_appeals_is_closed_by_the_clock(string key)
    {
        var run = ProcedureRun.Start(key).ToAppealOffer().PassTime(60);

        Assert.Equal(Reason, run.AssertClosed(CaseResult.Rejected).Reason);
        Assert.Single(run.Events("AppealWindowClosed"));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void An_appeal_may_win(string key)
        => ProcedureRun.Start(key).ToAppealOffer()
            .Complete("offer-appeal", "Appealed")
            .Decide("Approved", activityId: "appeal-committee")
            .RegisterAndServe()
            .AssertClosed(CaseResult.Served);

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void An_appeal_may_lose_and_is_told_with_the_new_reason(string key)
    {
        var run = ProcedureRun.Start(key).ToAppealOffer().Complete("offer-appeal", "Appealed").Decide("Rejected", "Nothing new.", "appeal-committee");

        Assert.Equal("Nothing new.", run.AssertClosed(CaseResult.Rejected).Reason);
        var told = Assert.Single(run.All<BeneficiaryNotified>(), told => told.Origin.ActivityId == "tell-final-rejection");
        Assert.Equal(key == "maman" ? null : "Nothing new.", told.Reason);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void An_appeal_after_a_second_study_runs_like_one_after_the_first(string key)
        => ProcedureRun.Start(key).ToStudy()
            .Complete("committee", "MoreInformation").VerifyAndSign()
            .Decide("Rejected").Complete("offer-appeal", "Appealed")
            .Decide("Approved", activityId: "appeal-committee")
            .Complete("register", "Incomplete")
            .RegisterAndServe()
            .AssertClosed(CaseResult.Served);

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void An_appeal_cannot_be_sent_back_for_more_information(string key)
    {
        var run = ProcedureRun.Start(key).ToAppealOffer().Complete("offer-appeal", "Appealed");

        Assert.Equal(["Approved", "Rejected"], run.OpenTask("appeal-committee").Actions.Select(action => action.Name));
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Nobody_but_the_clock_lets_the_time_to_appeal_run_out(string key)
        => Assert.Equal(["Appealed", "Accepted"], ProcedureRun.Start(key).ToAppealOffer().OpenTask("offer-appeal").Actions.Select(action => action.Name));
}
