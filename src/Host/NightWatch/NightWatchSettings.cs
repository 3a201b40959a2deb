using System.Globalization;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>When the night watch goes round by itself.</summary>
/// <param name="At">The time of day; null when it never does.</param>
/// <param name="Zone">Whose time of day.</param>
internal sealed record NightWatchSettings(TimeOnly? At, TimeZoneInfo Zone)
{
    public const string AtKey = "CaseWorkflows:NightWatch:At";
    public const string ZoneKey = "CaseWorkflows:NightWatch:TimeZone";

    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static NightWatchSettings Read(IConfiguration configuration)
    {
        var (at, zone) = (configuration[AtKey] ?? "03:00", configuration[ZoneKey] ?? "Asia/Riyadh");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known))
        {
            throw new SettingsException($"--{ZoneKey}", ZoneKey, zone, "there is no time zone of that name; an example is Asia/Riyadh.");
        }

        if (at == "off")
        {
            return new(null, known);
        }

        return TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new(time, known)
            : throw new SettingsException($"--{AtKey}", AtKey, at, "write a time of day such as 03:00, or off.");
    }
}
