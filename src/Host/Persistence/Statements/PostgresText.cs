using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace CaseWorkflows.Host.Persistence.Statements;

/// <summary>
/// A hand-written statement as PostgreSQL takes it: <c>@name</c> becomes <c>$1</c>, and <see cref="Locking"/> comes into force. Worked out once per text; Npgsql would do the first of it at every execution.
/// </summary>
internal sealed partial class PostgresText
{
    private static readonly ConcurrentDictionary<string, PostgresText> Known = new(StringComparer.Ordinal);

    private readonly string[] _names;

    private PostgresText(string sql)
    {
        var names = new List<string>();
        Text = Parameter().Replace(Lock().Replace(sql, "${lock}"), match =>
        {
            var index = names.IndexOf(match.Value);
            if (index < 0)
            {
                index = names.Count;
                names.Add(match.Value);
            }

            return $"${index + 1}";
        });
        (_names, FaultPoint) = ([.. names], FaultPoints.Before(sql));
    }

    public string Text { get; }

    public int Count => _names.Length;

    /// <inheritdoc cref="Statement.FaultPoint"/>
    public string? FaultPoint { get; }

    public static PostgresText Of(string sql) => Known.GetOrAdd(sql, text => new PostgresText(text));

    /// <summary>Where the value of that name goes, from 0.</summary>
    public int IndexOf(string name) => Array.IndexOf(_names, name) is >= 0 and var index ? index : throw new InvalidOperationException($"There is no {name} in: {Text}");

    [GeneratedRegex("@[a-zA-Z]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"/\* (?<lock>FOR UPDATE[A-Za-z ]*) \*/", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Lock();
}
