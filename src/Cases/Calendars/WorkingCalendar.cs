using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Calendars;

/// <summary>Days on which an association is closed. Data, not code: the Eids follow an announcement.</summary>
/// <param name="From">First closed day.</param>
/// <param name="To">Last closed day; the same as <paramref name="From"/> for a single day.</param>
/// <param name="Name">What the day is called.</param>
public sealed record Holiday(DateOnly From, DateOnly To, LocalizedText Name);

/// <summary>When an association works: its clock, its weekend and the days it is closed.</summary>
/// <param name="TimeZone">IANA zone such as <c>Asia/Riyadh</c>. One the machine does not know is found out at the first count and throws.</param>
/// <param name="Weekend">Never all seven days.</param>
/// <param name="Holidays">In any order; overlaps are harmless.</param>
public sealed record WorkingCalendar(string TimeZone, IReadOnlySet<DayOfWeek> Weekend, IReadOnlyList<Holiday> Holidays)
{
    /// <summary>Riyadh time with Friday and Saturday off (the weekend since the decree of 23 June 2013) and no holidays.</summary>
    public static WorkingCalendar Saudi { get; } =
        new("Asia/Riyadh", new HashSet<DayOfWeek> { DayOfWeek.Friday, DayOfWeek.Saturday }, []);

    /// <summary>False on the weekend and on holidays.</summary>
    public bool IsWorkingDay(DateOnly day) =>
        !Weekend.Contains(day.DayOfWeek) && !Holidays.Any(holiday => holiday.From <= day && day <= holiday.To);

    /// <summary>The day it is at that instant where the association works.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalTime(instant).DateTime);

    /// <summary>The same instant as the association's own clocks show it.</summary>
    public DateTimeOffset LocalTime(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone());

    /// <summary>
    /// The same time of day so many working days later. The day counted from is not counted itself, be it a working day or not: one working day
    /// after a Thursday, a Friday or a Saturday is Sunday. With zero days the instant stays, or moves to the next working day when it is not on one.
    /// </summary>
    /// <param name="from">Any instant; the time of day is the association's own.</param>
    /// <param name="days">Zero or more.</param>
    /// <returns>
    /// An instant on a working day, in the offset of the association's zone. Where that zone's clock jumps over the time of day, the instant
    /// after the jump; where the clock shows it twice, the later of the two, so that nothing comes sooner than promised.
    /// </returns>
    public DateTimeOffset AddWorkingDays(DateTimeOffset from, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var zone = Zone();
        var local = TimeZoneInfo.ConvertTime(from, zone).DateTime;
        var day = DateOnly.FromDateTime(local);
        var left = days;
        while (left > 0 || !IsWorkingDay(day))
        {
            day = day.AddDays(1);
            left -= left > 0 && IsWorkingDay(day) ? 1 : 0;
        }

        return day == DateOnly.FromDateTime(local)
            ? TimeZoneInfo.ConvertTime(from, zone)
            : OnClock(day.ToDateTime(TimeOnly.FromDateTime(local)), zone);
    }

    /// <summary>When the association's clocks show that time on that day; where they jump over it, the instant after the jump, where they show it twice, the later.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time) => OnClock(day.ToDateTime(time), Zone());

    // GetUtcOffset answers with standard time for a skipped or repeated time of day, which is the later instant in both cases.
    private static DateTimeOffset OnClock(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(local, zone.GetUtcOffset(local)), zone);

    private TimeZoneInfo Zone() => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}
