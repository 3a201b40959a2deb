using System.Globalization;
using System.Text;

namespace CaseWorkflows.Host.Persistence;

/// <summary>A query put together from parts, in the form EF takes raw SQL: the text, with a place for each value.</summary>
internal abstract class ListSql
{
    private readonly List<object> _values = [];

    public string Text => Sql.ToString();

    public object[] Values => [.. _values];

    protected StringBuilder Sql { get; } = new();

    /// <summary>Takes a value along and gives the place where it goes in the text. The same value twice has two places.</summary>
    protected string Value(object value)
    {
        _values.Add(value);
        return string.Create(CultureInfo.InvariantCulture, $"{{{_values.Count - 1}}}");
    }
}
