using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities;

/// <summary>How the floor is kept: by the task, which does not offer the decision sooner, and again here, where an early decision is never let through.</summary>
public sealed partial class CommitteeReview
{
    /// <summary>The event by which a decision leaves the house; nobody outside the committee learns of the decision before.</summary>
    public const string Released = "DecisionReleased";

    private const string HeldProperty = "HeldDecision";

    /// <inheritdoc/>
    protected override IEnumerable<TaskAction> Actions(ActivityExecutionContext context)
    {
        var floor = FloorOf(context);
        var refuseEarly = EarlyDecision.GetOrDefault(context) == Cases.Committee.EarlyDecision.Refuse;
        return base.Actions(context)
            .Where(action => action.Name != "MoreInformation" || AllowMoreInformation.GetOrDefault(context))
            .Select(action => refuseEarly && IsDecision(action.Name) ? action with { NotBefore = CalendarOf(context).LocalTime(floor) } : action);
    }

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        var floor = FloorOf(context);
        if (!IsDecision(answer.Action) || context.Now() >= floor)
        {
            return ReleaseAsync(context, answer, byCaller: true);
        }

        context.SetProperty(HeldProperty, answer);
        context.Request(origin => new EventRecorded(origin, "DecisionHeld", Data: Releasable(floor), ByCaller: true));

        // Set anew: had another node's clock been ahead, the floor's alarm would be over and the decision held for good.
        SetAlarms(context, [new Alarm(AlarmKinds.Floor, floor)]);
        return ValueTask.CompletedTask;
    }

    private ValueTask ReleaseAsync(ActivityExecutionContext context, TaskAnswer answer, bool byCaller)
    {
        if (IsDecision(answer.Action))
        {
            Decision.Set(context, answer.Action);
            Reason.Set(context, answer.Reason);
            var data = new JsonObject { ["decision"] = answer.Action, ["committee"] = Committee.GetOrDefault(context) };
            if (answer.Data?["ballot"] is JsonObject ballot)
            {
                data["ballot"] = ballot.DeepClone(); // a committee that voted tells how
            }

            context.Request(origin => new EventRecorded(origin, Released, answer.Reason, data, byCaller));
        }

        return context.CompleteActivityWithOutcomesAsync(answer.Action);
    }

    private static bool IsDecision(string action) => action is "Approved" or "Rejected";

    private static JsonObject Releasable(DateTimeOffset floor) => new() { ["releasableAt"] = Instant.ToText(floor) };
}
