using CaseWorkflows.Cases.Calendars;

namespace CaseWorkflows.Cases.Tests.Calendars;

public sealed class InstantTests
{
    [Theory]
    [InlineData("2026-02-22T10:00:00+03:00", "2026-02-22T07:00:00.0000000Z")]
    [InlineData("2026-02-22T07:00:00Z", "2026-02-22T07:00:00.0000000Z")]
    [InlineData("2026-02-22T07:00:00.1234567Z", "2026-02-22T07:00:00.1234567Z")]
    public void ToText_IsUtcInAFixedForm(string instant, string expected) =>
        Assert.Equal(expected, Instant.ToText(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));
}
