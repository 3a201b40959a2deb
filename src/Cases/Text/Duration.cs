using System.Globalization;

namespace CaseWorkflows.Cases.Text;

/// <summary>How long something takes or has taken, in words, as people say it: in days, under a day in hours, under an hour in minutes.</summary>
public static class Duration
{
    private static readonly (string One, string Two, string Few, string Many) Days = ("يوم", "يومين", "أيام", "يومًا");
    private static readonly (string One, string Two, string Few, string Many) Hours = ("ساعة", "ساعتين", "ساعات", "ساعة");
    private static readonly (string One, string Two, string Few, string Many) Minutes = ("دقيقة", "دقيقتين", "دقائق", "دقيقة");

    /// <summary>Such as <c>3 أيام</c> and <c>3 days</c>; begun units do not count. In Arabic in the case it has after منذ and in
    /// «متأخرة يومين». A negative span reads as its length, one under a minute as a minute.</summary>
    public static LocalizedText Of(TimeSpan span)
    {
        var length = span.Duration();
        return length.TotalDays >= 1 ? Of((long)length.TotalDays, Days, "day")
            : length.TotalHours >= 1 ? Of((long)length.TotalHours, Hours, "hour")
            : Of(Math.Max((long)length.TotalMinutes, 1), Minutes, "minute");
    }

    private static LocalizedText Of(long count, (string One, string Two, string Few, string Many) arabic, string english) => new(
        (count, count % 100) switch
        {
            (1, _) => arabic.One,
            (2, _) => arabic.Two,
            (_, >= 3 and <= 10) => string.Create(CultureInfo.InvariantCulture, $"{count} {arabic.Few}"),
            (_, >= 11) => string.Create(CultureInfo.InvariantCulture, $"{count} {arabic.Many}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{count} {arabic.One}"),
        },
        string.Create(CultureInfo.InvariantCulture, $"{count} {english}{(count == 1 ? "" : "s")}"));
}
