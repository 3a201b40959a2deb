using CaseWorkflows.Host.Persistence.Migrations;

namespace CaseWorkflows.Host.Persistence;

/// <summary>A migration a database has been through, and the oldest one a host must know to work on the result.</summary>
internal readonly record struct SchemaVersion(string Id, string OldestHost);

/// <summary>Which hosts may work on which database (docs/adr/0015).</summary>
internal static class SchemaVersions
{
    /// <summary>Migrations of this build in order.</summary>
    public static IReadOnlyList<SchemaVersion> All { get; } =
    [
        .. typeof(SchemaVersions).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(SchemaChange)))
            .Select(type => (SchemaChange)Activator.CreateInstance(type)!)
            .Select(change => new SchemaVersion(change.Name, change.OldestHost))
            .OrderBy(version => version.Id, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Known { get; } = [.. All.Select(version => version.Id)];

    public static string Newest => Known[^1];

    /// <summary>
    /// The migration that a host which knows these cannot work beside; null when it may work. A database is ready for a host that knows all
    /// it has been through, or whose newest is no older than every change in it allows.
    /// </summary>
    public static string? TooNewFor(IReadOnlyList<string> known, IEnumerable<SchemaVersion> applied)
    {
        var unknown = applied.Where(version => !known.Contains(version.Id, StringComparer.Ordinal));
        return unknown.Where(version => string.CompareOrdinal(version.OldestHost, known[^1]) > 0).Select(version => version.Id).Order(StringComparer.Ordinal).FirstOrDefault();
    }

    /// <summary>A host among these that could not go on beside those changes; null when all could.</summary>
    public static string? LeftBehindBy(IEnumerable<SchemaVersion> changes, IEnumerable<string> connected)
        => connected.Order(StringComparer.Ordinal).FirstOrDefault(host => changes.Any(change => string.CompareOrdinal(change.OldestHost, host) > 0));
}
