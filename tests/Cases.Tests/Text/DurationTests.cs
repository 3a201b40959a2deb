using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tests.Text;

public sealed class DurationTests
{
    [Theory]
    [InlineData("00:00:10", "دقيقة", "1 minute")]
    [InlineData("00:02:59", "دقيقتين", "2 minutes")]
    [InlineData("00:59:59", "59 دقيقة", "59 minutes")]
    [InlineData("01:00:00", "ساعة", "1 hour")]
    [InlineData("03:10:00", "3 ساعات", "3 hours")]
    [InlineData("11:00:00", "11 ساعة", "11 hours")]
    [InlineData("1.23:59:00", "يوم", "1 day")]
    [InlineData("2.00:00:00", "يومين", "2 days")]
    [InlineData("-3.00:00:00", "3 أيام", "3 days")]
    [InlineData("10.00:00:00", "10 أيام", "10 days")]
    [InlineData("11.00:00:00", "11 يومًا", "11 days")]
    [InlineData("100.00:00:00", "100 يوم", "100 days")]
    [InlineData("103.00:00:00", "103 أيام", "103 days")]
    public void Of_ASpan_IsSaidAsPeopleSayIt(string span, string arabic, string english)
        => Assert.Equal(new LocalizedText(arabic, english), Duration.Of(TimeSpan.Parse(span, System.Globalization.CultureInfo.InvariantCulture)));
}
