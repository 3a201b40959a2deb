using System.Globalization;
using CaseWorkflows.Host.Clock;

namespace CaseWorkflows.Host.Tests.Time;

/// <summary>Elsa's cron expressions, read by Quartz. Now is Sunday, 1 March 2026, 11:00 in Riyadh.</summary>
public sealed class WhenCronIsRead
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("30 9 * * *", "2026-03-02 09:30:00")]
    [InlineData("0 30 9 * * *", "2026-03-02 09:30:00")] // six fields
    [InlineData("15 30 11 * * *", "2026-03-01 11:30:15")] // with seconds
    [InlineData("*/20 * * * * *", "2026-03-01 11:00:20")] // now itself is not the next
    [InlineData("0 0 8 * * 0", "2026-03-08 08:00:00")] // Sunday is 0 …
    [InlineData("0 0 8 * * 7", "2026-03-08 08:00:00")] // … and 7
    [InlineData("0 0 8 * * 1", "2026-03-02 08:00:00")] // Monday is 1, not 2
    [InlineData("0 8 * * SUN-THU", "2026-03-02 08:00:00")]
    [InlineData("0 0 8 * * 5,6", "2026-03-06 08:00:00")]
    [InlineData("0 8 ? * 4", "2026-03-05 08:00:00")] // Quartz's question mark does no harm
    [InlineData("0 8 1 * ?", "2026-04-01 08:00:00")]
    [InlineData("0 0 8 L * *", "2026-03-31 08:00:00")]
    [InlineData("0 0 8 * * 5L", "2026-03-27 08:00:00")] // the last Friday
    [InlineData("0 0 8 * * 4#2", "2026-03-12 08:00:00")] // the second Thursday
    [InlineData("0 8 13 * 5", "2026-03-13 08:00:00")] // a Friday and the 13th: both, not either
    [InlineData("0 8 29 2 0", "2032-02-29 08:00:00")] // years away
    [InlineData("0 22-2 * * *", "2026-03-01 22:00:00")]
    [InlineData("@daily", "2026-03-02 00:00:00")]
    public void It_means_what_Elsa_means(string expression, string expected)
        => Assert.Equal(expected, Local(new QuartzCronSchedule().Next(expression, null, Now), "Asia/Riyadh"));

    [Theory]
    [InlineData("Asia/Riyadh", "2026-03-02T06:30:00Z")]
    [InlineData("Africa/Cairo", "2026-03-01T07:30:00Z")]
    [InlineData("Etc/UTC", "2026-03-01T09:30:00Z")]
    public void It_is_meant_in_its_own_zone(string zone, string expected)
        => Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), new QuartzCronSchedule().Next("30 9 * * *", zone, Now.AddHours(-1)));

    [Fact]
    public void Without_a_zone_it_is_meant_in_the_associations()
        => Assert.Equal(new QuartzCronSchedule().Next("30 9 * * *", "Africa/Cairo", Now), new QuartzCronSchedule("Africa/Cairo").Next("30 9 * * *", null, Now));

    [Theory]
    [InlineData("0 8 31 2 *")]
    [InlineData("0 8 30 2 1")]
    public void A_day_that_never_comes_is_no_day(string expression) => Assert.Null(new QuartzCronSchedule().Next(expression, null, Now));

    [Theory]
    [InlineData("", "0 fields")]
    [InlineData("every morning", "2 fields")]
    [InlineData("0 30 9 * * * 2026", "7 fields")] // years are Quartz's, not Elsa's
    [InlineData("a b c d e", "no cron expression")]
    [InlineData("60 * * * *", "no cron expression")]
    [InlineData("60 0 * * * *", "no cron expression")]
    [InlineData("0 25 * * *", "no cron expression")]
    [InlineData("0 8 * 13 *", "no cron expression")]
    [InlineData("0 8 * * 8", "no cron expression")]
    [InlineData("@sometimes", "no cron expression")]
    public void What_cannot_be_read_is_refused_with_an_example(string expression, string why)
    {
        var refusal = new QuartzCronSchedule().Refuse(expression, null);

        Assert.Contains(why, refusal, StringComparison.Ordinal);
        Assert.Contains("'0 8 * * 0' is Sundays at eight", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_nobody_knows_is_refused() => Assert.Contains("Asia/Nowhere", new QuartzCronSchedule().Refuse("0 8 * * *", "Asia/Nowhere"), StringComparison.Ordinal);

    [Fact]
    public void What_can_be_read_is_not() => Assert.Null(new QuartzCronSchedule().Refuse("0 8 * * 0", "Asia/Riyadh"));

    private static string? Local(DateTimeOffset? instant, string zone) => instant is { } at
        ? TimeZoneInfo.ConvertTimeBySystemTimeZoneId(at, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : null;
}
