using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tests.Runs;
using CaseWorkflows.Cases.Lifecycle;

namespace CaseWorkflows.Activities.Tests.Procedures;

/// <summary>Reception, verification, referral and declaration, with the loops between them.</summary>
public sealed class ReceptionTests
{
    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void A_person_to_whom_the_procedure_is_unclear_comes_back_from_the_referral_to_verification(string key)
    {
        var run = ProcedureRun.Start(key).ToVerification();
        for (var round = 0; round < 3; round++)
        {
            run.Complete("verify", "Unclear");
            Assert.Equal(CaseStage.SocialResearch, run.Stage);
            run.Complete("refer", "Clarified");
            Assert.Equal(CaseStage.Verification, run.Stage);
        }

        run.VerifyAndSign().Decide("Approved").RegisterAndServe().AssertClosed(CaseResult.Served);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Missing_data_goes_back_to_reception_and_the_person_is_told_what_is_missing(string key)
    {
        var run = ProcedureRun.Start(key).ToVerification().Complete("verify", "Incomplete", "The rent contract.");

        var told = Assert.Single(run.All<BeneficiaryNotified>());
        Assert.Equal(KeepsReasonsOutOfMessages(key) ? null : "The rent contract.", told.Reason);
        Assert.Equal(CaseStage.Reception, run.Stage);
        run.ToStudy().Decide("Approved").RegisterAndServe().AssertClosed(CaseResult.Served);
    }

    /// <summary>The visit-count trap: a step skipped in earlier rounds must still run when its turn comes.</summary>
    [Theory]
    [CombinatorialRounds]
    public void A_request_may_be_taken_back_at_reception_in_any_round(string key, int rounds)
    {
        var run = ProcedureRun.Start(key);
        for (var round = 1; round < rounds; round++)
        {
            run.ToVerification().Complete("verify", "Incomplete");
        }

        run.Complete("receive", "Withdrawn").AssertClosed(CaseResult.Withdrawn);
    }

    [Theory]
    [CombinatorialRounds]
    public void A_request_may_be_taken_back_at_the_referral_in_any_round(string key, int rounds)
    {
        var run = ProcedureRun.Start(key).ToVerification();
        for (var round = 1; round < rounds; round++)
        {
            run.Complete("verify", "Unclear").Complete("refer", "Clarified");
        }

        run.Complete("verify", "Unclear").Complete("refer", "Withdrawn").AssertClosed(CaseResult.Withdrawn);
    }

    [Theory]
    [CombinatorialRounds]
    public void A_declaration_may_be_declined_in_any_round(string key, int rounds)
    {
        var run = ProcedureRun.Start(key);
        for (var round = 1; round < rounds; round++)
        {
            run.ToVerification().Complete("verify", "Unclear").Complete("refer", "Clarified").Complete("verify", "Incomplete");
        }

        run.ToDeclaration().Complete("declare", "Declined").AssertClosed(CaseResult.Declined);
    }

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Loops_of_both_kinds_may_be_mixed(string key)
        => ProcedureRun.Start(key)
            .ToVerification().Complete("verify", "Incomplete")
            .ToVerification().Complete("verify", "Unclear").Complete("refer", "Clarified")
            .Complete("verify", "Incomplete")
            .ToVerification().Complete("verify", "Unclear").Complete("refer", "Clarified")
            .VerifyAndSign().Decide("MoreInformation")
            .Complete("verify", "Incomplete")
            .Complete("receive", "Withdrawn")
            .AssertClosed(CaseResult.Withdrawn);

    [Theory]
    [ClassData(typeof(EveryProcedure))]
    public void Every_open_task_carries_its_step_its_clause_and_at_least_one_role(string key)
    {
        var run = ProcedureRun.Start(key).ToVerification().Complete("verify", "Unclear").Complete("refer", "Clarified").VerifyAndSign()
            .Decide("Rejected").Complete("offer-appeal", "Appealed").Decide("Approved", activityId: "appeal-committee").RegisterAndServe();

        Assert.All(run.All<TaskOpened>(), task =>
        {
            Assert.NotEmpty(task.CandidateRoles);
            Assert.NotNull(task.Origin.Clause);
            Assert.NotNull(task.DueAt);
            Assert.False(string.IsNullOrWhiteSpace(task.Title.Arabic));
            Assert.False(string.IsNullOrWhiteSpace(task.Summary));
            Assert.False(string.IsNullOrWhiteSpace(task.Instructions));
        });
    }

    /// <summary>Messages of that association may be read by others in the house, so they never carry a reason.</summary>
    private static bool KeepsReasonsOutOfMessages(string key) => key == "maman";
}
