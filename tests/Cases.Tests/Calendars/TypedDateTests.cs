using System.Globalization;
using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Cases.Tests.Calendars;

public sealed class TypedDateTests
{
    [Theory]
    [InlineData("1989-12-02", "1989-12-02")]
    [InlineData("2/12/1989", "1989-12-02")]
    [InlineData("٢/١٢/١٩٨٩", "1989-12-02")]
    [InlineData("1446-08-28", "2025-02-27")]
    [InlineData("٢٨ / ٠٨ / ١٤٤٦", "2025-02-27")]
    public void TryParse_EitherCalendar_GivesTheGregorianDay(string text, string expected)
    {
        Assert.True(TypedDate.TryParse(text, out var day));
        Assert.Equal(expected, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1989")]
    [InlineData("12-02-89")]
    [InlineData("1989-02-30")]
    [InlineData("1446-08-30")]
    [InlineData("1700-01-01")]
    [InlineData("yesterday")]
    public void TryParse_NoDate_IsRefused(string? text) => Assert.False(TypedDate.TryParse(text, out _));
}
