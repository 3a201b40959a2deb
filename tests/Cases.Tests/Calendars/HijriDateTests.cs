using System.Globalization;
using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Cases.Tests.Calendars;

public sealed class HijriDateTests
{
    // Dates on which both calendars were announced together, with the weekday as a third witness.
    [Theory]
    [InlineData("1446-08-28", "2025-02-27", DayOfWeek.Thursday)]
    [InlineData("1446-09-01", "2025-03-01", DayOfWeek.Saturday)]
    [InlineData("1446-10-01", "2025-03-30", DayOfWeek.Sunday)]
    [InlineData("1446-12-10", "2025-06-06", DayOfWeek.Friday)]
    [InlineData("1447-01-01", "2025-06-26", DayOfWeek.Thursday)]
    [InlineData("1445-01-01", "2023-07-19", DayOfWeek.Wednesday)]
    [InlineData("1444-09-01", "2023-03-23", DayOfWeek.Thursday)]
    [InlineData("1442-12-10", "2021-07-20", DayOfWeek.Tuesday)]
    [InlineData("1420-01-01", "1999-04-17", DayOfWeek.Saturday)]
    public void Known_dates_agree_in_both_directions(string hijriText, string gregorianText, DayOfWeek weekday)
    {
        var gregorian = DateOnly.ParseExact(gregorianText, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.True(HijriDate.TryParse(hijriText, out var hijri));
        Assert.True(hijri.TryToGregorian(out var back));
        Assert.Equal(gregorian, back);
        Assert.Equal(weekday, back.DayOfWeek);
        Assert.True(HijriDate.TryFrom(gregorian, out var there));
        Assert.Equal(hijriText, there.ToString());
    }

    [Fact]
    public void Every_day_of_1420_to_1450_comes_back_and_follows_the_day_before()
    {
        var day = new DateOnly(1999, 4, 17);
        HijriDate? before = null;
        for (; HijriDate.TryFrom(day, out var hijri) && hijri.Year <= 1450; day = day.AddDays(1))
        {
            Assert.True(hijri.TryToGregorian(out var back));
            Assert.Equal(day, back);
            Assert.True(HijriDate.TryParse(hijri.ToString(), out var parsed));
            Assert.Equal(hijri, parsed);
            Assert.True(before is null || Follows(before.Value, hijri), $"{before} → {hijri}");
            before = hijri;
        }

        Assert.Equal(new DateOnly(2029, 5, 14), day);
    }

    [Theory]
    [InlineData("١٤٤٦/٠٨/٢٨")]
    [InlineData("۱۴۴۶-۸-۲۸")]
    [InlineData("28/08/1446")]
    [InlineData("28-8-1446")]
    [InlineData(" 1446 / 8 / 28 ")]
    public void TryParse_UsualSpellings_ReadTheSameDay(string text)
    {
        Assert.True(HijriDate.TryParse(text, out var hijri));
        Assert.Equal(new HijriDate(1446, 8, 28), hijri);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1446-08")]
    [InlineData("1446-08-28-1")]
    [InlineData("1446-13-01")]
    [InlineData("1446-00-01")]
    [InlineData("1446-08-30")] // Sha'ban 1446 had 29 days
    [InlineData("46-08-28")]
    [InlineData("1446-+8-28")]
    [InlineData("1446-8-028")]
    [InlineData("2025-02-27")]
    public void TryParse_NoDayOfTheCalendar_IsRefused(string? text)
    {
        Assert.False(HijriDate.TryParse(text, out var hijri));
        Assert.Equal(default, hijri);
    }

    [Theory]
    [InlineData(1900, 4, 29, false)]
    [InlineData(1900, 4, 30, true)]
    [InlineData(2077, 11, 16, true)]
    [InlineData(2077, 11, 17, false)]
    public void TryFrom_KnowsTheEndsOfItsTable(int year, int month, int day, bool known) =>
        Assert.Equal(known, HijriDate.TryFrom(new DateOnly(year, month, day), out _));

    [Fact]
    public void ToString_UnderASaudiCulture_StaysMachineText()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal("1448-06-11", new HijriDate(1448, 6, 11).ToString());
            Assert.True(HijriDate.TryParse("1448-06-11", out _));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool Follows(HijriDate before, HijriDate after) =>
        after == before with { Day = before.Day + 1 }
        || (before.Day >= 29 && after == before with { Month = before.Month + 1, Day = 1 })
        || (before is { Day: >= 29, Month: 12 } && after == new HijriDate(before.Year + 1, 1, 1));
}
