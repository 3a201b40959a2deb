using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities;

/// <summary>The review's times: the floor, the ceiling and the reminders between them.</summary>
public sealed partial class CommitteeReview
{
    /// <summary>The floor as it stands in the definition; null when a script works it out for each case.</summary>
    public TimeSpan? WrittenFloor => MinimumPeriod.TryGetWritten(out var floor) ? floor : null;

    private const string FloorProperty = "ReleasableAt";

    /// <summary>Whoever has not acted after so many reminders is not helped by one more, and every one is kept with the case.</summary>
    private const int MostReminders = 60;

    /// <inheritdoc/>
    protected override DateTimeOffset? DueAt(ActivityExecutionContext context)
    {
        var floor = FloorOf(context);
        var due = Ceiling.GetOrDefault(context) is { } ceiling ? Count(context, ceiling) : base.DueAt(context);
        return due < floor ? floor : due; // nobody is late before they may answer
    }

    /// <inheritdoc/>
    protected override TaskOpened Describe(ActivityExecutionContext context, TaskOpened task) => task with
    {
        Committee = new(
            Committee.GetOrDefault(context) ?? "", FloorOf(context), CountFrom.GetOrDefault(context), CountedFrom(context), PeriodOf(context), CountWorkingDays.GetOrDefault(context)),
    };

    /// <inheritdoc/>
    protected override IEnumerable<Alarm> Alarms(ActivityExecutionContext context)
    {
        var (floor, now) = (FloorOf(context), context.Now());
        return (floor > now ? new[] { new Alarm(AlarmKinds.Floor, floor) } : [])
            .Concat(base.Alarms(context))
            .Concat(RemindersAfter(floor > now ? floor : now, context).Take(MostReminders));
    }

    private IEnumerable<Alarm> RemindersAfter(DateTimeOffset from, ActivityExecutionContext context)
    {
        if (RemindEvery.GetOrDefault(context) is not { } every || every <= TimeSpan.Zero || TaskDueAt(context) is not { } due)
        {
            yield break;
        }

        for (var at = from; due - at > every;)
        {
            yield return new Alarm(AlarmKinds.Reminder, at += every);
        }
    }

    /// <summary>Worked out when the review starts and kept, so that neither a later burst nor a later calendar moves it.</summary>
    private DateTimeOffset FloorOf(ActivityExecutionContext context)
    {
        if (context.GetProperty<DateTimeOffset?>(FloorProperty) is { } known)
        {
            return known;
        }

        var floor = Count(context, PeriodOf(context));
        context.SetProperty(FloorProperty, floor);
        return floor;
    }

    private DateTimeOffset Count(ActivityExecutionContext context, TimeSpan period) => DecisionFloor.ReleasableAt(
        CountedFrom(context), Positive(period),
        CountWorkingDays.GetOrDefault(context), CalendarOf(context));

    private TimeSpan PeriodOf(ActivityExecutionContext context) => Positive(MinimumPeriod.GetOrDefault(context));

    private static TimeSpan Positive(TimeSpan period) => period < TimeSpan.Zero ? TimeSpan.Zero : period;

    private static WorkingCalendar CalendarOf(ActivityExecutionContext context) => context.GetService<WorkingCalendar>() ?? WorkingCalendar.Saudi;

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
}
