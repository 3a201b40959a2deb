using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Extensions;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Activities;

/// <summary>
/// Tells the applicant that the request goes to the committee. The committee's two weeks count from here: from the message being sent,
/// or, where staff tell the person themselves, from their word that they did. Informing again restarts the count.
/// </summary>
[Activity("CaseWorkflows", "Case procedure", "Tell the applicant that the committee will study the request and answer after two weeks at the earliest.", DisplayName = "Inform applicant")]
[ProcedureStep("إبلاغ مقدم الطلب", "Inform the applicant", Clause = ClauseIds.InformAndStudy, Roles = ["relations-officer"])]
[FlowNode("Done")]
[Outcome("Done", "تم الإبلاغ", "Informed")]
public sealed class InformApplicant : UserTaskActivity
{
    /// <summary>What an Arabic reader is told.</summary>
    [Input(DisplayName = "Message (Arabic)", UIHint = InputUIHints.MultiLine, Order = 20)]
    public Input<string?> MessageArabic { get; set; } = new((string?)null);

    /// <summary>What an English reader is told.</summary>
    [Input(DisplayName = "Message (English)", UIHint = InputUIHints.MultiLine, Order = 21)]
    public Input<string?> MessageEnglish { get; set; } = new((string?)null);

    /// <summary>True when an officer tells the person and confirms it; false sends the message and goes on.</summary>
    [Input(DisplayName = "By staff", Description = "An officer tells the person and confirms it.", Order = 22)]
    public Input<bool> ByStaff { get; set; } = new(false);

    /// <summary>When the applicant was told.</summary>
    [Output(DisplayName = "Informed at")]
    public Output<DateTimeOffset>? InformedAt { get; set; }

    /// <inheritdoc/>
    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        if (ByStaff.GetOrDefault(context))
        {
            OpenTask(context);
            return;
        }

        var text = Message(context) ?? LocalizedText.Same("");
        context.Request(origin => new BeneficiaryNotified(origin, text, null, MessageClass.Service));
        await DoneAsync(context, byCaller: false);
    }

    /// <inheritdoc/>
    protected override TaskOpened Describe(ActivityExecutionContext context, TaskOpened task) => task with { Wording = Message(context) };

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer) => DoneAsync(context, byCaller: true);

    private LocalizedText? Message(ActivityExecutionContext context) => Words(MessageArabic.GetOrDefault(context), MessageEnglish.GetOrDefault(context));

    private ValueTask DoneAsync(ActivityExecutionContext context, bool byCaller)
    {
        var now = context.Now();
        context.WorkflowExecutionContext.SetProperty(CaseProperties.InformedAt, now);
        InformedAt.Set(context, now);
        context.Request(origin => new CaseFactLearned(origin, CaseFact.InformedAt, now));
        context.Request(origin => new EventRecorded(origin, "ApplicantInformed", ByCaller: byCaller));
        return context.CompleteActivityWithOutcomesAsync("Done");
    }
}
