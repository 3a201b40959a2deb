using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;

namespace CaseWorkflows.Activities;

/// <summary>The clerk completes the registration once the requirements are. Without a number of the association's own the case number serves.</summary>
[Activity("CaseWorkflows", "Case procedure", "Complete the registration once the requirements are complete.", DisplayName = "Complete registration")]
[ProcedureStep("استكمال التسجيل", "Complete the registration", Clause = ClauseIds.Register, Stage = CaseStage.Registration, Roles = ["registration-clerk"])]
[FlowNode("Registered", "Incomplete")]
[Outcome("Registered", "تم التسجيل", "Registered")]
[Outcome("Incomplete", "المتطلبات ناقصة", "Requirements are missing", NeedsReason = true)]
public sealed class CompleteRegistration : UserTaskActivity
{
    /// <summary>The number in the association's register.</summary>
    [Output(DisplayName = "Registration number")]
    public Output<string>? RegistrationNumber { get; set; }

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        if (answer.Action == "Registered")
        {
            var typed = answer.Data?["registrationNumber"]?.ToString();
            var number = string.IsNullOrWhiteSpace(typed) ? context.WorkflowExecutionContext.GetProperty<string>(CaseProperties.CaseNumber) : typed.Trim();
            RegistrationNumber.Set(context, number);
            context.Request(origin => new CaseFactLearned(origin, CaseFact.RegistrationNumber, number));
        }

        return base.OnAnsweredAsync(context, answer);
    }
}
