using System.Globalization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Calendars;

/// <summary>A date as people write it, in either of the two calendars in use.</summary>
public static class TypedDate
{
    // No Hijri year of the calendar's table reaches it, and nobody living was born before it.
    private const int FirstGregorianYear = 1800;

    /// <summary>
    /// Reads year-month-day and day-month-year with dashes or slashes in any of the usual digits; a year from 1800 on is Gregorian, an earlier
    /// one Hijri.
    /// </summary>
    /// <param name="text">As typed; null is no date.</param>
    /// <param name="gregorian">The Gregorian day; for a Hijri date before 1402 AH it may be off by one.</param>
    public static bool TryParse(string? text, out DateOnly gregorian)
    {
        var plain = Digits.ToAscii(text ?? string.Empty).Replace('/', '-').Replace(" ", string.Empty, StringComparison.Ordinal);
        if (HijriDate.TryParse(plain, out var hijri))
        {
            return hijri.TryToGregorian(out gregorian);
        }

        return DateOnly.TryParseExact(plain, ["yyyy-M-d", "d-M-yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out gregorian)
            && gregorian.Year >= FirstGregorianYear;
    }
}
