using System.Globalization;
using CaseWorkflows.Engine.Common;

namespace CaseWorkflows.Engine.Tests.Conformance;

/// <summary>Cron with stars and plain numbers only, to the minute: enough to see what the engine does with the answer.</summary>
internal sealed class PlainCron : ICronSchedule
{
    public DateTimeOffset? Next(string expression, string? timeZone, DateTimeOffset after)
    {
        var fields = Fields(expression)[^5..];
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone ?? "Asia/Riyadh");
        var minute = new DateTimeOffset(after.Ticks - (after.Ticks % TimeSpan.TicksPerMinute), after.Offset);
        for (var tries = 0; tries < 366 * 24 * 60; tries++)
        {
            minute += TimeSpan.FromMinutes(1);
            var local = TimeZoneInfo.ConvertTime(minute, zone);
            if (Fits(fields[0], local.Minute) && Fits(fields[1], local.Hour) && Fits(fields[2], local.Day) && Fits(fields[3], local.Month) && Fits(fields[4], (int)local.DayOfWeek))
            {
                return minute.ToUniversalTime();
            }
        }

        return null;
    }

    public string? Refuse(string expression, string? timeZone) => Fields(expression) is { Length: 5 or 6 } fields && Array.TrueForAll(fields, field => field == "*" || field.All(char.IsAsciiDigit))
        ? timeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out _) ? null : $"'{timeZone}' is no time zone."
        : $"'{expression}' is no cron expression.";

    private static string[] Fields(string expression) => expression.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool Fits(string field, int value) => field == "*" || int.Parse(field, CultureInfo.InvariantCulture) == value;
}
