using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities;

/// <summary>How the floor is kept: by the task, which does not offer the decision sooner, and again here, where an early decision is never let through.</summary>
public sealed partial class CommitteeReview
{
    private const string FloorProperty = "ReleasableAt";
    private const string HeldProperty = "HeldDecision";

    /// <inheritdoc/>
    protected override IEnumerable<TaskAction> Actions(ActivityExecutionContext context)
    {
        var floor = FloorOf(context);
        var refuseEarly = EarlyDecision.GetOrDefault(context) == Cases.Committee.EarlyDecision.Refuse;
        return base.Actions(context)
            .Where(action => action.Name != "MoreInformation" || AllowMoreInformation.GetOrDefault(context))
            .Select(action => refuseEarly && IsDecision(action.Name) ? action with { NotBefore = floor } : action);
    }

    /// <inheritdoc/>
    protected override DateTimeOffset? DueAt(ActivityExecutionContext context)
        => Ceiling.GetOrDefault(context) is { } ceiling ? Count(context, ceiling) : base.DueAt(context);

    /// <inheritdoc/>
    protected override IEnumerable<Alarm> Alarms(ActivityExecutionContext context)
    {
        var floor = FloorOf(context);
        if (floor > context.Now())
        {
            yield return new Alarm(AlarmKinds.Floor, floor);
        }

        foreach (var alarm in base.Alarms(context))
        {
            yield return alarm;
        }

        if (RemindEvery.GetOrDefault(context) is { } every && every > TimeSpan.Zero && DueAt(context) is { } due)
        {
            for (var at = (floor > context.Now() ? floor : context.Now()) + every; at < due; at += every)
            {
                yield return new Alarm(AlarmKinds.Reminder, at);
            }
        }
    }

    /// <inheritdoc/>
    protected override ValueTask OnAnsweredAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        var floor = FloorOf(context);
        if (IsDecision(answer.Action) && context.Now() < floor)
        {
            context.SetProperty(HeldProperty, answer);
            context.Request(origin => new EventRecorded(origin, "DecisionHeld", Data: Releasable(floor)));
            return ValueTask.CompletedTask;
        }

        return ReleaseAsync(context, answer);
    }

    /// <inheritdoc/>
    protected override ValueTask OnAlarmAsync(ActivityExecutionContext context, Alarm alarm)
    {
        if (alarm.Kind == AlarmKinds.Floor)
        {
            if (context.GetProperty<TaskAnswer>(HeldProperty) is { } held)
            {
                return ReleaseAsync(context, held);
            }

            context.Request(origin => new EventRecorded(origin, "DecisionReleasable", Data: Releasable(FloorOf(context))));
            return ValueTask.CompletedTask;
        }

        return TaskIsOpen(context) ? base.OnAlarmAsync(context, alarm) : ValueTask.CompletedTask;
    }

    private ValueTask ReleaseAsync(ActivityExecutionContext context, TaskAnswer answer)
    {
        if (IsDecision(answer.Action))
        {
            Decision.Set(context, answer.Action);
            Reason.Set(context, answer.Reason);
            context.Request(origin => new EventRecorded(
                origin, "DecisionReleased", answer.Reason, new JsonObject { ["decision"] = answer.Action, ["committee"] = Committee.GetOrDefault(context) }));
        }

        return context.CompleteActivityWithOutcomesAsync(answer.Action);
    }

    /// <summary>Worked out when the review starts and kept, so that neither a later burst nor a later calendar moves it.</summary>
    private DateTimeOffset FloorOf(ActivityExecutionContext context)
    {
        if (context.GetProperty<DateTimeOffset?>(FloorProperty) is { } known)
        {
            return known;
        }

        var floor = Count(context, MinimumPeriod.GetOrDefault(context));
        context.SetProperty(FloorProperty, floor);
        return floor;
    }

    private DateTimeOffset Count(ActivityExecutionContext context, TimeSpan period) => DecisionFloor.ReleasableAt(
        CountedFrom(context), period < TimeSpan.Zero ? TimeSpan.Zero : period,
        CountWorkingDays.GetOrDefault(context), context.GetService<WorkingCalendar>() ?? WorkingCalendar.Saudi);

    private DateTimeOffset CountedFrom(ActivityExecutionContext context)
    {
        var fact = CountFrom.GetOrDefault(context) switch
        {
            Cases.Committee.CountFrom.ApplicantInformed => CaseProperties.InformedAt,
            Cases.Committee.CountFrom.DeclarationSigned => CaseProperties.SignedAt,
            Cases.Committee.CountFrom.CaseOpened => CaseProperties.OpenedAt,
            _ => null,
        };
        return (fact is null ? null : context.WorkflowExecutionContext.GetProperty<DateTimeOffset?>(fact)) ?? context.StartedAt;
    }

    private static bool IsDecision(string action) => action is "Approved" or "Rejected";

    private static JsonObject Releasable(DateTimeOffset floor) => new() { ["releasableAt"] = floor.UtcDateTime.ToString("O", System.Globalization.CultureInfo.InvariantCulture) };
}
