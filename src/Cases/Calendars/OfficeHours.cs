namespace CaseWorkflows.Cases.Calendars;

/// <summary>When people are at their desks: the same hours on every working day.</summary>
/// <param name="Calendar">Which days those are.</param>
/// <param name="Opens">By the association's clocks.</param>
/// <param name="Closes">Later than <paramref name="Opens"/>: nobody works over midnight.</param>
public sealed record OfficeHours(WorkingCalendar Calendar, TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>Eight to four.</summary>
    public static OfficeHours Of(WorkingCalendar calendar) => new(calendar, new(8, 0), new(16, 0));

    /// <summary>How much of a working day is worked.</summary>
    public TimeSpan Day => Closes - Opens;

    /// <summary>The instant itself when it lies in office hours, else the next opening.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset at)
    {
        var local = Calendar.LocalTime(at);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        if (Calendar.IsWorkingDay(day) && time < Closes)
        {
            return time >= Opens ? at : Calendar.At(day, Opens);
        }

        do
        {
            day = day.AddDays(1);
        }
        while (!Calendar.IsWorkingDay(day));
        return Calendar.At(day, Opens);
    }

    /// <summary>When work that starts then, or at the next opening, is done by somebody who works office hours only.</summary>
    /// <param name="from">Any instant.</param>
    /// <param name="work">Zero or more; zero ends at once, in office hours.</param>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, TimeSpan.Zero);
        var at = NextOpen(from);
        while (true)
        {
            var left = Calendar.At(Calendar.DayOf(at), Closes) - at;
            if (work <= left)
            {
                return at + work;
            }

            work -= left;
            at = NextOpen(at + left);
        }
    }

    /// <summary>How much of the time between two instants lies in office hours; zero when the second is not later.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        var worked = TimeSpan.Zero;
        for (var at = NextOpen(from); at < to;)
        {
            var closes = Calendar.At(Calendar.DayOf(at), Closes);
            worked += (closes < to ? closes : to) - at;
            at = NextOpen(closes);
        }

        return worked;
    }
}
