using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>Days typed into filters.</summary>
internal static class TypedDays
{
    /// <summary>When the typed day begins where the association is, or the one so many days on; null when there is none or it cannot be read.</summary>
    /// <param name="typed">In either calendar; null for none.</param>
    /// <param name="calendar">The association's.</param>
    /// <param name="later">Days to go on.</param>
    /// <param name="wrong">Told when it is no date.</param>
    public static DateTimeOffset? Start(string? typed, WorkingCalendar calendar, int later, Action wrong)
    {
        if (typed is null)
        {
            return null;
        }

        if (!TypedDate.TryParse(typed, out var day))
        {
            wrong();
            return null;
        }

        return calendar.At(day.AddDays(later), TimeOnly.MinValue);
    }
}
