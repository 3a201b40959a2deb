using System.Globalization;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>One thing that is wrong with a pack, and where. What does not apply is null.</summary>
/// <param name="Code">What happened.</param>
public sealed record Finding(FindingCode Code)
{
    /// <summary>The number of the case, as people quote it.</summary>
    public string? Case { get; init; }

    /// <summary>The number of the event, or the first of several.</summary>
    public long? Seq { get; init; }

    /// <summary>The last of several events; null for one.</summary>
    public long? To { get; init; }

    /// <summary>The number of the seal.</summary>
    public long? Seal { get; init; }

    /// <summary>When that seal was made, as <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</summary>
    public string? At { get; init; }

    /// <summary>The file within the pack.</summary>
    public string? Path { get; init; }

    /// <summary>The id of the key.</summary>
    public string? Key { get; init; }

    /// <summary>Which of the ways its code has; null where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The finding in words, for an auditor.</summary>
    public LocalizedText Message => EvidenceTexts.Of(Reason is null ? VerdictValues.Named(Code.ToString(), Seq, To) : $"{Code}.{Reason}", VerdictValues.Of(Case, Seq, To, Seal, At, Path, Key, count: null));

    /// <summary>True for what is about an event or a document, which is told before all else.</summary>
    internal bool IsOfEvent => Code < FindingCode.Unreadable;

    /// <summary>As they are told: events by case and number, then the rest by code, seal, case and file.</summary>
    internal static IReadOnlyList<Finding> InOrder(IEnumerable<Finding> findings) =>
    [
        .. findings
            .OrderBy(found => !found.IsOfEvent)
            .ThenBy(found => found.IsOfEvent ? found.Case : null, StringComparer.Ordinal)
            .ThenBy(found => found.IsOfEvent ? found.Seq : null)
            .ThenBy(found => found.Code)
            .ThenBy(found => found.Seal)
            .ThenBy(found => found.Case, StringComparer.Ordinal)
            .ThenBy(found => found.Path, StringComparer.Ordinal),
    ];
}

/// <summary>The values of a text about a pack.</summary>
internal static class VerdictValues
{
    private const int BriefDigits = 16;

    /// <summary>The name of the text, which is another where it is about several events.</summary>
    public static string Named(string code, long? seq, long? to) => to is null || to == seq ? code : $"{code}.Several";

    public static IEnumerable<KeyValuePair<string, string>> Of(string? number, long? seq, long? to, long? seal, string? at, string? path, string? key, long? count) =>
        new (string Name, string? Value)[]
        {
            ("case", number), ("seq", Text(seq)), ("to", Text(to)), ("seal", Text(seal)), ("count", Text(count)),
            ("day", at is { Length: >= 16 } ? $"{at[..10]} {at[11..16]} UTC" : at), ("path", path), ("key", key is null ? null : Signatures.Grouped(key)),
            ("brief", key is { Length: > BriefDigits } ? $"{Signatures.Grouped(key[..BriefDigits])} …" : key),
        }
        .Where(value => value.Value is not null)
        .Select(value => KeyValuePair.Create(value.Name, value.Value!));

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
