using System.Globalization;

namespace CaseWorkflows.Host.Trail;

/// <summary>What the trail's address says, as it was typed.</summary>
public sealed record TrailQuery
{
    /// <summary>The fields in the order of the form; each stands in the address under its name.</summary>
    public static readonly IReadOnlyList<string> Fields = ["q", "actor", "act", "step", "clause", "version", "channel", "from", "to"];

    /// <summary>Those chosen from a list.</summary>
    public static readonly IReadOnlyList<string> Chosen = ["actor", "act", "step", "clause", "version", "channel"];

    /// <summary>Those that are days.</summary>
    public static readonly IReadOnlyList<string> Days = ["from", "to"];

    private readonly Dictionary<string, string> _values;

    private TrailQuery(string association, Dictionary<string, string> values, (long At, long Place)? after) => (Association, _values, After) = (association, values, after);

    public string Association { get; }

    /// <summary>Where the page before ended; null for the newest.</summary>
    public (long At, long Place)? After { get; }

    /// <summary>Null for a field that is not set.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);

    internal static TrailQuery Of(HttpRequest request, string association)
    {
        var values = Fields.Select(field => (field, Value: request.Query[field].ToString().Trim())).Where(pair => pair.Value.Length is > 0 and <= 200).ToDictionary(pair => pair.field, pair => pair.Value, StringComparer.Ordinal);
        return new(association, values, MarkOf(request.Query["after"].ToString()));
    }

    /// <summary>The same search without a field, from its newest.</summary>
    public string Without(string field) => Address(_values.Where(pair => pair.Key != field), null);

    /// <summary>The same search for another value of a field, from its newest.</summary>
    public string With(string field, string value) => Address(_values.Where(pair => pair.Key != field).Append(new(field, value)), null);

    /// <summary>The same search from its newest.</summary>
    public string Newest => Address(_values, null);

    /// <summary>The same search, further back.</summary>
    public string From((long At, long Place) mark) => Address(_values, mark);

    private string Address(IEnumerable<KeyValuePair<string, string>> values, (long At, long Place)? after)
        => "/trail" + QueryString.Create(values.OrderBy(pair => Fields.ToList().IndexOf(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
            .Prepend(new("association", Association)).Concat(after is var (at, place) ? [new("after", string.Create(CultureInfo.InvariantCulture, $"{at}-{place}"))] : []));

    private static (long At, long Place)? MarkOf(string text)
        => text.Split('-') is [var at, var place] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && long.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (ticks, number)
            : null;
}
