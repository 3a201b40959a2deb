using CaseWorkflows.Engine.Common;
using Quartz;

namespace CaseWorkflows.Host.Clock;

/// <summary>
/// Reads the cron expressions of definitions with Quartz. They are written as Elsa's Cronos reads them: five fields, or six with seconds in front, days of
/// the week from 0 (Sunday). Two things differ in Quartz and are evened out here: it numbers those days from 1, and when both kinds of day are named it
/// takes either where Cronos takes both.
/// </summary>
/// <param name="timeZone">IANA id of the zone an expression is meant in that names none.</param>
internal sealed class QuartzCronSchedule(string timeZone = "Asia/Riyadh") : ICronSchedule
{
    /// <summary>So many days are looked at before an expression counts as one that never comes: more than ten years of one day a month.</summary>
    private const int MostDays = 5000;

    public DateTimeOffset? Next(string expression, string? timeZone, DateTimeOffset after)
    {
        var (times, weekdays) = Parse(expression, Zone(timeZone));
        for (var day = 0; day < MostDays && times.GetNextValidTimeAfter(after) is { } next; day++)
        {
            if (weekdays?.IsSatisfiedBy(next) ?? true)
            {
                return next;
            }

            // Another weekday is no better later that day. Short of midnight, since some days have an hour less.
            var rest = TimeSpan.FromHours(22) - TimeZoneInfo.ConvertTime(next, times.TimeZone).TimeOfDay;
            after = rest > TimeSpan.Zero ? next + rest : next;
        }

        return null;
    }

    public string? Refuse(string expression, string? timeZone)
    {
        if (timeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _))
        {
            return $"'{timeZone}' is no time zone; an example is Asia/Riyadh.";
        }

        try
        {
            Parse(expression, TimeZoneInfo.Utc);
            return null;
        }
        catch (FormatException wrong)
        {
            return $"'{expression}' is no cron expression: {wrong.Message} "
                + "Write minute, hour, day, month and weekday, with seconds in front if need be: '0 8 * * 0' is Sundays at eight.";
        }
    }

    private TimeZoneInfo Zone(string? named) => TimeZoneInfo.FindSystemTimeZoneById(named ?? timeZone);

    /// <summary>The times; and, when days of both kinds are named, those of the same times that fall on one of the weekdays.</summary>
    private static (CronExpression Times, CronExpression? Weekdays) Parse(string expression, TimeZoneInfo zone)
    {
        if (expression.AsSpan().TrimStart() is ['@', ..])
        {
            return (CronExpression.Parse(expression.Trim()).WithTimeZone(zone), null);
        }

        var fields = expression.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is not (5 or 6))
        {
            throw new FormatException($"it has {fields.Length} fields.");
        }

        var (seconds, rest) = fields.Length == 6 ? (fields[0], fields[1..]) : ("0", fields);
        var (day, weekday) = (Any(rest[2]), Any(rest[4]));
        return day == "*" || weekday == "*"
            ? (Read(day, weekday), null)
            : (Read(day, "*"), Read("*", weekday));

        CronExpression Read(string day, string weekday) => WithSeconds(seconds, $"{rest[0]} {rest[1]} {day} {rest[3]} {weekday}").WithTimeZone(zone);
    }

    private static string Any(string field) => field == "?" ? "*" : field;

    /// <summary>Quartz reads weekdays from 0 in its form without seconds only, so they are put in afterwards. They are checked as minutes, which go as far.</summary>
    private static CronExpression WithSeconds(string seconds, string unix)
    {
        CronExpression.Parse($"{seconds} * * * *", CronFormat.Unix);
        var canonical = CronExpression.Parse(unix, CronFormat.Unix).CronExpressionString;
        return CronExpression.Parse(seconds + canonical[canonical.IndexOf(' ', StringComparison.Ordinal)..]);
    }
}
