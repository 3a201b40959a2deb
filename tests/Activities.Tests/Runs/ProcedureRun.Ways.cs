using CaseWorkflows.Activities.Effects;

namespace CaseWorkflows.Activities.Tests.Runs;

/// <summary>Stretches of the way that many situations share.</summary>
internal sealed partial class ProcedureRun
{
    public ProcedureRun ToVerification() => Complete("receive", "Received");

    public ProcedureRun ToDeclaration() => ToVerification().Complete("verify", "Verified");

    /// <summary>From an open verification to the committee; where staff tell the applicant themselves, they do.</summary>
    public ProcedureRun VerifyAndSign()
    {
        Complete("verify", "Verified").Complete("declare", "Signed");
        return _openTasks.Exists(task => task.Origin.ActivityId == "inform") ? Complete("inform", "Done") : this;
    }

    public ProcedureRun ToStudy() => ToVerification().VerifyAndSign();

    /// <summary>The committee of that step decides, once it may.</summary>
    public ProcedureRun Decide(string decision, string? reason = null, string activityId = "committee")
    {
        var floor = All<TaskOpened>().Last(task => task.Origin.ActivityId == activityId).Actions.Max(action => action.NotBefore) ?? Now.AddDays(14);
        return PassTimeUntil(floor).Complete(activityId, decision, reason, by: "chair");
    }

    public ProcedureRun ToRegistration() => ToStudy().Decide("Approved");

    public ProcedureRun ToDelivery() => ToRegistration().Complete("register", "Registered", by: "clerk");

    public ProcedureRun ToSurvey() => ToDelivery().Complete("deliver", "Delivered", by: "provider");

    public ProcedureRun ToAppealOffer() => ToStudy().Decide("Rejected", "The need is met elsewhere.");

    /// <summary>From an open registration to the end.</summary>
    public ProcedureRun RegisterAndServe()
        => Complete("register", "Registered", by: "clerk").Complete("deliver", "Delivered", by: "provider").Complete("survey", "Answered");
}
