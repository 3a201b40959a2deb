using System.Globalization;

namespace CaseWorkflows.Host.CasePages;

/// <summary>What the list's address says, as it was typed.</summary>
public sealed record CaseListQuery
{
    /// <summary>The fields in the order of the form; every one of them stands in the address under its name.</summary>
    public static readonly IReadOnlyList<string> Fields = ["q", "state", "stage", "result", "service", "channel", "step", "branch", "from", "to", "closedFrom", "closedTo", "overdue"];

    /// <summary>Those chosen from a list.</summary>
    public static readonly IReadOnlyList<string> Chosen = ["state", "stage", "result", "service", "channel", "step", "branch"];

    /// <summary>Those that are days.</summary>
    public static readonly IReadOnlyList<string> Days = ["from", "to", "closedFrom", "closedTo"];

    private readonly Dictionary<string, string> _values;

    private CaseListQuery(string association, Dictionary<string, string> values, int page) => (Association, _values, Page) = (association, values, page);

    public string Association { get; }

    public int Page { get; }

    /// <summary>Null for a field that is not set.</summary>
    public string? this[string field] => _values.GetValueOrDefault(field);

    internal static CaseListQuery Of(HttpRequest request, string association)
    {
        var values = Fields.Select(field => (field, Value: request.Query[field].ToString().Trim())).Where(pair => pair.Value.Length is > 0 and <= 200).ToDictionary(pair => pair.field, pair => pair.Value, StringComparer.Ordinal);
        return new(association, values, int.TryParse(request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Max(page, 1) : 1);
    }

    /// <summary>The list without a filter, from its first page.</summary>
    public string Without(string field) => Address(_values.Where(pair => pair.Key != field), 1);

    /// <summary>The same list on another page.</summary>
    public string OnPage(int page) => Address(_values, page);

    private string Address(IEnumerable<KeyValuePair<string, string>> values, int page)
        => "/cases" + QueryString.Create(values.OrderBy(pair => Fields.ToList().IndexOf(pair.Key)).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
            .Prepend(new("association", Association)).Concat(page > 1 ? [new("page", page.ToString(CultureInfo.InvariantCulture))] : []));
}
