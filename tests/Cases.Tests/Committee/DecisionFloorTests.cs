using System.Globalization;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Cases.Tests.Committee;

public sealed class DecisionFloorTests
{
    private static readonly WorkingCalendar Calendar = WorkingCalendar.Saudi with
    {
        Holidays = [new(new(2026, 3, 19), new(2026, 3, 23), new("عيد الفطر", "Eid al-Fitr"))],
    };

    [Theory]
    [InlineData("2026-03-01T10:00+03:00", "14.00:00:00", false, "2026-03-15T10:00+03:00")]
    [InlineData("2026-03-06T10:00+03:00", "14.00:00:00", false, "2026-03-20T10:00+03:00")] // the Eid does not matter to the clock
    [InlineData("2026-03-01T10:00+03:00", "00:00:30", false, "2026-03-01T10:00:30+03:00")]
    [InlineData("2026-03-01T10:00+03:00", "14.00:00:00", true, "2026-03-24T10:00+03:00")]
    [InlineData("2026-03-01T10:00+03:00", "1.06:30:00", true, "2026-03-02T16:30+03:00")]
    [InlineData("2026-03-05T10:00+03:00", "1.00:00:00", true, "2026-03-08T10:00+03:00")] // a Thursday
    [InlineData("2026-03-06T10:00+03:00", "00:00:30", true, "2026-03-06T10:00:30+03:00")] // a Friday, but no whole day to count
    [InlineData("2026-03-06T10:00+03:00", "00:00:00", true, "2026-03-06T10:00+03:00")]
    public void ReleasableAt_CountsAsTold(string from, string period, bool workingDays, string expected) => Assert.Equal(
        At(expected),
        DecisionFloor.ReleasableAt(At(from), TimeSpan.Parse(period, CultureInfo.InvariantCulture), workingDays, Calendar));

    [Fact]
    public void ReleasableAt_InWorkingDays_IsNeverEarlierThanByTheClock()
    {
        var floors =
            from minutes in Gen.Choose(0, 60 * 24 * 200)
            from period in Gen.Choose(0, 60 * 24 * 40)
            select (From: At("2026-01-01T00:00Z").AddMinutes(minutes), Period: TimeSpan.FromMinutes(period));

        Prop.ForAll(floors.ToArbitrary(), floor =>
            DecisionFloor.ReleasableAt(floor.From, floor.Period, true, Calendar) >= DecisionFloor.ReleasableAt(floor.From, floor.Period, false, Calendar))
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ReleasableAt_NegativePeriod_IsABug() => Assert.Throws<ArgumentOutOfRangeException>(
        () => DecisionFloor.ReleasableAt(At("2026-03-01T10:00Z"), TimeSpan.FromTicks(-1), false, Calendar));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
