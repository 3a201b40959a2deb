using System.Globalization;

namespace CaseWorkflows.Host.Settings;

/// <summary>When something is done by itself, once a day.</summary>
/// <param name="At">The time of day; null when it never is.</param>
/// <param name="Zone">Whose time of day.</param>
internal sealed record DailyTime(TimeOnly? At, TimeZoneInfo Zone)
{
    /// <param name="configuration">What was set.</param>
    /// <param name="atKey">Names the time of day, or <c>off</c>.</param>
    /// <param name="zoneKey">Names the time zone; Riyadh's unless told otherwise.</param>
    /// <param name="usual">The time of day unless told otherwise, such as <c>03:00</c>.</param>
    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static DailyTime Read(IConfiguration configuration, string atKey, string zoneKey, string usual)
    {
        var (at, zone) = (configuration[atKey] ?? usual, configuration[zoneKey] ?? "Asia/Riyadh");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known))
        {
            throw new SettingsException($"--{zoneKey}", zoneKey, zone, "there is no time zone of that name; an example is Asia/Riyadh.");
        }

        return at == "off" ? new(null, known)
            : TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new(time, known)
            : throw new SettingsException($"--{atKey}", atKey, at, $"write a time of day such as {usual}, or off.");
    }
}
