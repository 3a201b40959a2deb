using System.Globalization;

namespace CaseWorkflows.Cases.Calendars;

/// <summary>How an instant is written for machines.</summary>
public static class Instant
{
    /// <summary>
    /// ISO 8601 in UTC with seven decimals, always 28 characters, such as <c>2026-02-22T07:00:00.0000000Z</c>. Two equal instants give the same
    /// text whatever their offsets, and the texts sort as the instants do. The history's hashes rest on this form: it never changes.
    /// </summary>
    public static string ToText(DateTimeOffset instant) => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>What <see cref="ToText"/> wrote, in UTC. Anything else is a bug and throws <see cref="FormatException"/>.</summary>
    public static DateTimeOffset Parse(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
