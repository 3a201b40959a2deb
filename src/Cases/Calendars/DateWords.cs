using System.Globalization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Calendars;

/// <summary>
/// Days in words, in both calendars and languages. Written here and not by the machine's cultures, whose month names and digits differ from one machine to the next.
/// Digits are 0-9, which readers of both languages use.
/// </summary>
public static class DateWords
{
    private static readonly LocalizedText[] HijriMonths =
    [
        new("محرم", "Muharram"), new("صفر", "Safar"), new("ربيع الأول", "Rabi I"), new("ربيع الآخر", "Rabi II"), new("جمادى الأولى", "Jumada I"),
        new("جمادى الآخرة", "Jumada II"), new("رجب", "Rajab"), new("شعبان", "Shaban"), new("رمضان", "Ramadan"), new("شوال", "Shawwal"),
        new("ذو القعدة", "Dhu al-Qidah"), new("ذو الحجة", "Dhu al-Hijjah"),
    ];

    private static readonly LocalizedText[] GregorianMonths =
    [
        new("يناير", "January"), new("فبراير", "February"), new("مارس", "March"), new("أبريل", "April"), new("مايو", "May"), new("يونيو", "June"),
        new("يوليو", "July"), new("أغسطس", "August"), new("سبتمبر", "September"), new("أكتوبر", "October"), new("نوفمبر", "November"), new("ديسمبر", "December"),
    ];

    private static readonly LocalizedText[] Weekdays =
    [
        new("الأحد", "Sunday"), new("الاثنين", "Monday"), new("الثلاثاء", "Tuesday"), new("الأربعاء", "Wednesday"), new("الخميس", "Thursday"),
        new("الجمعة", "Friday"), new("السبت", "Saturday"),
    ];

    /// <summary>The first day on which the table agrees with the printed calendars for certain: 1 Muharram 1402.</summary>
    private static readonly DateOnly Certain = new(1981, 10, 28);

    /// <summary>Such as <c>11 جمادى الآخرة 1448هـ</c>; a day before 1402 AH ends in <c>±1</c>, because its table may be off by one. Null outside the calendar's table.</summary>
    public static LocalizedText? Hijri(DateOnly day)
    {
        if (!HijriDate.TryFrom(day, out var hijri))
        {
            return null;
        }

        var (month, doubt) = (HijriMonths[hijri.Month - 1], day < Certain ? " ±1" : "");
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{hijri.Day} {month.Arabic} {hijri.Year}هـ{doubt}"),
            string.Create(CultureInfo.InvariantCulture, $"{hijri.Day} {month.English} {hijri.Year} AH{doubt}"));
    }

    /// <summary>Such as <c>21 نوفمبر 2026م</c>.</summary>
    public static LocalizedText Gregorian(DateOnly day)
    {
        var month = GregorianMonths[day.Month - 1];
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{day.Day} {month.Arabic} {day.Year}م"),
            string.Create(CultureInfo.InvariantCulture, $"{day.Day} {month.English} {day.Year}"));
    }

    /// <summary>The day's name.</summary>
    public static LocalizedText Weekday(DateOnly day) => Weekdays[(int)day.DayOfWeek];
}
