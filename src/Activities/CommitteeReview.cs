using CaseWorkflows.Activities.Steps;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Policies;
using CaseWorkflows.Engine.Activities.Flowcharts.Attributes;
using CaseWorkflows.Engine.Attributes;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.UIHints;

namespace CaseWorkflows.Activities;

/// <summary>
/// The committee studies the request and says yes or no. It may study from the first minute; its decision leaves the house no sooner than the minimum
/// period after the applicant was informed: "not less than two weeks" (clause procedure.inform-and-study) is a floor, not a deadline.
/// A ceiling may be set beside it, with reminders on the way and an escalation when it is passed.
/// </summary>
[Activity("CaseWorkflows", "Case procedure", "The committee studies the request; its decision is released no sooner than the minimum period.", DisplayName = "Committee review")]
[ProcedureStep("دراسة لجنة البحث", "Committee review", Clause = ClauseIds.InformAndStudy, Stage = CaseStage.Study, Roles = ["committee-member", "committee-chair"])]
[FlowNode("Approved", "Rejected", "MoreInformation")]
[Outcome("Approved", "قبول الطلب", "Approve")]
[Outcome("Rejected", "رفض الطلب", "Reject", NeedsReason = true)]
[Outcome("MoreInformation", "طلب معلومات إضافية", "Ask for more information", NeedsReason = true)]
public sealed partial class CommitteeReview : UserTaskActivity
{
    /// <summary>Key of the committee; tells its sittings apart where an association has several.</summary>
    [Input(DisplayName = "Committee", DefaultValue = "research-committee", UIHint = InputUIHints.DropDown, Order = 20)]
    public Input<string> Committee { get; set; } = new("research-committee");

    /// <summary>The floor, as d.hh:mm:ss; 14 days unless the designer says otherwise. Zero holds nothing back.</summary>
    [Input(DisplayName = "Minimum period", Description = "No decision is released sooner, as d.hh:mm:ss.", DefaultValue = "14.00:00:00", Order = 21)]
    public Input<TimeSpan> MinimumPeriod { get; set; } = new(TimeSpan.FromDays(14));

    /// <summary>What the floor counts from. Something that has not happened in this case counts as happening when the review starts.</summary>
    [Input(DisplayName = "Count from", DefaultValue = Cases.Committee.CountFrom.ApplicantInformed, Order = 22)]
    public Input<CountFrom> CountFrom { get; set; } = new(Cases.Committee.CountFrom.ApplicantInformed);

    /// <summary>True counts the floor's whole days as working days of the association's calendar.</summary>
    [Input(DisplayName = "Count working days", Order = 23)]
    public Input<bool> CountWorkingDays { get; set; } = new(false);

    /// <summary>
    /// When the study should be over at the latest, counted like the floor, as d.hh:mm:ss. It takes the place of "due in", and one below the floor
    /// means the floor. Empty sets no ceiling. Passing it ends nothing.
    /// </summary>
    [Input(DisplayName = "Ceiling", Description = "When the study should be over at the latest, as d.hh:mm:ss. Empty: none.", Order = 24)]
    public Input<TimeSpan?> Ceiling { get; set; } = new((TimeSpan?)null);

    /// <summary>How often the committee is reminded once the floor is passed, as d.hh:mm:ss; empty reminds once before it is due, if at all. At most 60 times.</summary>
    [Input(DisplayName = "Remind every", Description = "How often to remind once the floor is passed, as d.hh:mm:ss.", Order = 25)]
    public Input<TimeSpan?> RemindEvery { get; set; } = new((TimeSpan?)null);

    /// <summary>What happens to a decision before the floor: refused, or kept and released at the floor.</summary>
    [Input(DisplayName = "Early decision", DefaultValue = Cases.Committee.EarlyDecision.Refuse, Order = 26)]
    public Input<EarlyDecision> EarlyDecision { get; set; } = new(Cases.Committee.EarlyDecision.Refuse);

    /// <summary>False takes "ask for more information" away, as for an appeal.</summary>
    [Input(DisplayName = "Allow asking for more information", DefaultValue = true, Order = 27)]
    public Input<bool> AllowMoreInformation { get; set; } = new(true);

    /// <summary>Approved or Rejected, once released.</summary>
    [Output(DisplayName = "Decision")]
    public Output<string>? Decision { get; set; }
}
