using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Cases.Tests.Calendars;

public sealed class OfficeHoursTests
{
    private static readonly OfficeHours Hours = OfficeHours.Of(WorkingCalendar.Saudi);

    [Theory]
    [InlineData("2026-11-22T09:30", "2026-11-22T09:30")] // Sunday morning
    [InlineData("2026-11-22T07:00", "2026-11-22T08:00")]
    [InlineData("2026-11-22T16:00", "2026-11-23T08:00")] // closed on the stroke
    [InlineData("2026-11-26T17:00", "2026-11-29T08:00")] // Thursday evening: the weekend lies between
    [InlineData("2026-11-27T10:00", "2026-11-29T08:00")]
    public void The_next_opening(string at, string opens) => Assert.Equal(Riyadh(opens), Hours.NextOpen(Riyadh(at)));

    [Theory]
    [InlineData("2026-11-22T09:00", 60, "2026-11-22T10:00")]
    [InlineData("2026-11-22T15:30", 60, "2026-11-23T08:30")]
    [InlineData("2026-11-26T15:00", 9 * 60, "2026-11-29T16:00")]
    [InlineData("2026-11-27T12:00", 0, "2026-11-29T08:00")]
    public void Work_goes_on_the_next_working_day(string from, int minutes, string done) => Assert.Equal(Riyadh(done), Hours.Add(Riyadh(from), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-11-22T09:00", "2026-11-22T10:00", 60)]
    [InlineData("2026-11-26T15:00", "2026-11-29T09:00", 120)]
    [InlineData("2026-11-27T00:00", "2026-11-28T23:00", 0)]
    [InlineData("2026-11-22T10:00", "2026-11-22T09:00", 0)]
    public void Only_office_hours_count(string from, string to, int minutes) => Assert.Equal(TimeSpan.FromMinutes(minutes), Hours.Between(Riyadh(from), Riyadh(to)));

    [Fact]
    public void What_is_added_lies_between()
    {
        for (var minutes = 0; minutes < 3000; minutes += 37)
        {
            var from = Riyadh("2026-11-25T13:10");
            Assert.Equal(TimeSpan.FromMinutes(minutes), Hours.Between(from, Hours.Add(from, TimeSpan.FromMinutes(minutes))));
        }
    }

    private static DateTimeOffset Riyadh(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(3));
}
