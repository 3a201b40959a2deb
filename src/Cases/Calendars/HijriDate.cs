using System.Globalization;
using System.Runtime.InteropServices;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Calendars;

/// <summary>
/// A date in the Umm al-Qura calendar, the Kingdom's official one. Known from 30 Apr 1900 to 16 Nov 2077. From 1402 AH (28 Oct 1981) on it agrees
/// with the printed calendars on every day; before that the table may be off by one day, so a screen shows such a date as "± 1 day".
/// A value can be made that names no day (the 30th of a short month); it is told apart by <see cref="TryToGregorian"/>.
/// </summary>
/// <param name="Year">Year AH, such as 1447.</param>
/// <param name="Month">1 (Muharram) to 12 (Dhu al-Hijjah).</param>
/// <param name="Day">1 to 29 or 30.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct HijriDate(int Year, int Month, int Day)
{
    private static readonly UmAlQuraCalendar Calendar = new();
    private static readonly DateOnly First = DateOnly.FromDateTime(Calendar.MinSupportedDateTime);
    private static readonly DateOnly Last = DateOnly.FromDateTime(Calendar.MaxSupportedDateTime);

    /// <summary>The Hijri name of a Gregorian day; false when the day lies outside the calendar's table.</summary>
    public static bool TryFrom(DateOnly gregorian, out HijriDate hijri)
    {
        if (gregorian < First || gregorian > Last)
        {
            hijri = default;
            return false;
        }

        var day = gregorian.ToDateTime(TimeOnly.MinValue);
        hijri = new(Calendar.GetYear(day), Calendar.GetMonth(day), Calendar.GetDayOfMonth(day));
        return true;
    }

    /// <summary>
    /// Reads <c>1446-08-28</c> and <c>28/08/1446</c>: the part of four digits is the year, dashes or slashes, any of the usual digits.
    /// False when the text names no day of the calendar.
    /// </summary>
    public static bool TryParse(string? text, out HijriDate hijri)
    {
        hijri = default;
        var parts = Digits.ToAscii(text ?? string.Empty).Split('-', '/');
        if (parts.Length != 3)
        {
            return false;
        }

        var parsed = parts[0].Trim().Length == 4 ? Read(parts[0], parts[1], parts[2]) : Read(parts[2], parts[1], parts[0]);
        if (!parsed.TryToGregorian(out _))
        {
            return false;
        }

        hijri = parsed;
        return true;
    }

    /// <summary>The Gregorian day; false when there is no such day.</summary>
    public bool TryToGregorian(out DateOnly gregorian)
    {
        gregorian = default;
        if (Year < Calendar.GetYear(Calendar.MinSupportedDateTime) || Year > Calendar.GetYear(Calendar.MaxSupportedDateTime)
            || Month is < 1 or > 12 || Day < 1 || Day > Calendar.GetDaysInMonth(Year, Month))
        {
            return false;
        }

        gregorian = DateOnly.FromDateTime(Calendar.ToDateTime(Year, Month, Day, 0, 0, 0, 0));
        return true;
    }

    /// <summary>Year, month and day with dashes in 0-9, such as <c>1448-06-11</c>, whatever the culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}-{Day:D2}");

    // A part that is no number becomes zero, which no date has.
    private static HijriDate Read(string year, string month, string day) => new(Number(year, 4), Number(month, 2), Number(day, 2));

    private static int Number(string part, int digits) =>
        part.Trim() is var trimmed && trimmed.Length <= digits
        && int.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
