using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Policies;

namespace CaseWorkflows.Cases.Committee;

/// <summary>
/// The earliest instant at which the committee's decision may leave the house. The policies give the committee not less than two weeks
/// (<see cref="ClauseIds.InformAndStudy"/>): a floor, not a deadline.
/// </summary>
public static class DecisionFloor
{
    /// <summary>When a decision may be released; at that instant it may, a tick earlier it may not.</summary>
    /// <param name="countedFrom">The instant of what <see cref="CountFrom"/> names.</param>
    /// <param name="minimumPeriod">Zero or more; zero means no floor.</param>
    /// <param name="countWorkingDays">
    /// False: the period passes by the clock, weekends and holidays included. True: its whole days are counted as working days and what is
    /// left of it, hours and less, is added by the clock.
    /// </param>
    /// <param name="calendar">The association's; asked only when working days are counted.</param>
    public static DateTimeOffset ReleasableAt(DateTimeOffset countedFrom, TimeSpan minimumPeriod, bool countWorkingDays, WorkingCalendar calendar)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumPeriod, TimeSpan.Zero);

        // Without a whole day there is no working day to count, and a period of zero must hold nothing back.
        return countWorkingDays && minimumPeriod.Days > 0
            ? calendar.AddWorkingDays(countedFrom, minimumPeriod.Days) + (minimumPeriod - TimeSpan.FromDays(minimumPeriod.Days))
            : countedFrom + minimumPeriod;
    }
}
