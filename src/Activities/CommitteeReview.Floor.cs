using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Extensions;

namespace CaseWorkflows.Activities;

/// <summary>The review's times: the floor, from when it counts, and the ceiling.</summary>
public sealed partial class CommitteeReview
{
    /// <summary>The floor as it stands in the definition; null when a script works it out for each case.</summary>
    public TimeSpan? WrittenFloor => MinimumPeriod.TryGetWritten(out var floor) ? floor : null;

    private const string FloorProperty = "ReleasableAt";

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
