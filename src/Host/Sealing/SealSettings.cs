using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Sealing;

/// <summary>When histories are sealed, and where seals are copied to.</summary>
/// <param name="At">The time of day; null when nothing is sealed by itself.</param>
/// <param name="Zone">Whose time of day.</param>
/// <param name="Folder">Where each association's seals are copied to, a line each: better a place whoever runs the database does not reach.</param>
internal sealed record SealSettings(TimeOnly? At, TimeZoneInfo Zone, string Folder)
{
    public const string AtKey = "CaseWorkflows:Seals:At";
    public const string ZoneKey = "CaseWorkflows:Seals:TimeZone";
    public const string FolderKey = "CaseWorkflows:Seals:Folder";

    /// <exception cref="SettingsException">A value cannot be used.</exception>
    public static SealSettings Read(IConfiguration configuration, HostSettings settings)
    {
        var (at, zone) = DailyTime.Read(configuration, AtKey, ZoneKey, "02:30");
        return new(at, zone, string.IsNullOrWhiteSpace(configuration[FolderKey]) ? Path.Combine(settings.DataFolder, "seals") : Path.GetFullPath(configuration[FolderKey]!));
    }
}
