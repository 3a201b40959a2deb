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
        var (at, zone) = DailyTime.Read(configuration, AtKey, ZoneKey, "03:00");
        return new(at, zone);
    }
}
