using System.Globalization;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Text;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Calendars;

public sealed class WorkingCalendarTests
{
    private static readonly WorkingCalendar WithHolidays = WorkingCalendar.Saudi with
    {
        Holidays =
        [
            new(new(2026, 2, 22), new(2026, 2, 22), new("يوم التأسيس", "Founding Day")),
            new(new(2026, 3, 19), new(2026, 3, 23), new("عيد الفطر", "Eid al-Fitr")),
        ],
    };

    [Theory]
    [InlineData("2026-02-15T10:00+03:00", 0, "2026-02-15T10:00+03:00")] // Sunday
    [InlineData("2026-02-15T10:00+03:00", 1, "2026-02-16T10:00+03:00")]
    [InlineData("2026-02-15T10:00+03:00", 5, "2026-02-23T10:00+03:00")] // over the weekend and Founding Day, a Sunday
    [InlineData("2026-02-12T10:00+03:00", 1, "2026-02-15T10:00+03:00")] // Thursday
    [InlineData("2026-02-13T10:00+03:00", 0, "2026-02-15T10:00+03:00")] // Friday
    [InlineData("2026-02-13T10:00+03:00", 1, "2026-02-15T10:00+03:00")]
    [InlineData("2026-02-14T10:00+03:00", 1, "2026-02-15T10:00+03:00")] // Saturday
    [InlineData("2026-02-22T10:00+03:00", 0, "2026-02-23T10:00+03:00")] // the holiday itself
    [InlineData("2026-03-18T09:30+03:00", 1, "2026-03-24T09:30+03:00")] // Wednesday before the Eid
    [InlineData("2026-02-14T22:00Z", 1, "2026-02-16T01:00+03:00")] // already Sunday in Riyadh
    public void AddWorkingDays_SkipsWeekendAndHolidays(string from, int days, string expected)
    {
        var result = WithHolidays.AddWorkingDays(At(from), days);

        Assert.Equal(At(expected), result);
        Assert.Equal(TimeSpan.FromHours(3), result.Offset);
    }

    [Fact]
    public void AddWorkingDays_CountedInTwoParts_LandsWhereOneCountLands()
    {
        var counts =
            from hours in Gen.Choose(0, 24 * 365)
            from first in Gen.Choose(0, 30)
            from second in Gen.Choose(0, 30)
            select (From: At("2026-01-01T00:00Z").AddHours(hours), first, second);

        Prop.ForAll(counts.ToArbitrary(), count =>
        {
            var start = WithHolidays.AddWorkingDays(count.From, 0);
            var whole = WithHolidays.AddWorkingDays(start, count.first + count.second);
            var parts = WithHolidays.AddWorkingDays(WithHolidays.AddWorkingDays(start, count.first), count.second);
            return whole == parts
                && WithHolidays.IsWorkingDay(WithHolidays.DayOf(whole))
                && whole >= count.From.AddDays(count.first + count.second)
                && whole.TimeOfDay == start.TimeOfDay;
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("2026-03-28T02:30+01:00", "2026-03-29T03:30+02:00")] // the clock jumps from 02:00 to 03:00 on Sunday
    [InlineData("2026-10-24T02:30+02:00", "2026-10-25T02:30+01:00")] // the clock shows 02:30 twice; the later one
    public void AddWorkingDays_WhereTheClockChanges_NeverComesEarly(string from, string expected)
    {
        var berlin = WorkingCalendar.Saudi with { TimeZone = "Europe/Berlin", Weekend = new HashSet<DayOfWeek>() };

        Assert.Equal(At(expected), berlin.AddWorkingDays(At(from), 1));
    }

    [Fact]
    public void AddWorkingDays_BackwardsIsABug() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => WithHolidays.AddWorkingDays(At("2026-02-15T10:00Z"), -1));

    [Fact]
    public void DayOf_LateEveningUtc_IsTheNextDayInRiyadh() =>
        Assert.Equal(new DateOnly(2026, 2, 15), WorkingCalendar.Saudi.DayOf(At("2026-02-14T21:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
