using System.Globalization;
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
        var (at, zone) = (configuration[AtKey] ?? "02:30", configuration[ZoneKey] ?? "Asia/Riyadh");
        var folder = string.IsNullOrWhiteSpace(configuration[FolderKey]) ? Path.Combine(settings.DataFolder, "seals") : Path.GetFullPath(configuration[FolderKey]!);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var known))
        {
            throw new SettingsException($"--{ZoneKey}", ZoneKey, zone, "there is no time zone of that name; an example is Asia/Riyadh.");
        }

        return at == "off" ? new(null, known, folder)
            : TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? new(time, known, folder)
            : throw new SettingsException($"--{AtKey}", AtKey, at, "write a time of day such as 02:30, or off.");
    }
}
