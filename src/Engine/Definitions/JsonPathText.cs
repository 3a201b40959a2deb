using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions;

/// <summary>
/// Writes and reads the paths problems carry: <c>$.root.activities[3].type</c>; a name that is no plain word stands as <c>['odd \' name']</c>.
/// </summary>
internal static class JsonPathText
{
    public const string Root = "$";

    public static string Member(string path, string name) =>
        IsPlain(name) ? $"{path}.{name}" : $"{path}['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    public static string Item(string path, int index) => string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]");

    public static string Of(JsonNode node) => node.Parent switch
    {
        JsonArray array => Item(Of(array), node.GetElementIndex()),
        JsonObject parent => Member(Of(parent), node.GetPropertyName()),
        _ => Root,
    };

    /// <summary>The path's steps, a <see cref="string"/> for a member and an <see cref="int"/> for an item; null when it is no path of ours.</summary>
    public static IReadOnlyList<object>? Steps(string path)
    {
        if (!path.StartsWith('$'))
        {
            return null;
        }

        var steps = new List<object>();
        for (var at = 1; at < path.Length;)
        {
            object? step = path[at] switch
            {
                '.' => PlainName(path, ref at),
                '[' when at + 1 < path.Length && path[at + 1] == '\'' => QuotedName(path, ref at),
                '[' => Index(path, ref at),
                _ => null,
            };
            if (step is null)
            {
                return null;
            }

            steps.Add(step);
        }

        return steps;
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.All(IsPlain);

    private static bool IsPlain(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '$' or '-';

    private static string? PlainName(string path, ref int at)
    {
        var start = ++at;
        while (at < path.Length && IsPlain(path[at]))
        {
            at++;
        }

        return at > start ? path[start..at] : null;
    }

    private static string? QuotedName(string path, ref int at)
    {
        var name = new StringBuilder();
        for (at += 2; at < path.Length; at++)
        {
            if (path[at] == '\'')
            {
                var closed = at + 1 < path.Length && path[at + 1] == ']';
                at += 2;
                return closed ? name.ToString() : null;
            }

            at += path[at] == '\\' && at + 1 < path.Length ? 1 : 0;
            name.Append(path[at]);
        }

        return null;
    }

    private static int? Index(string path, ref int at)
    {
        var end = path.IndexOf(']', at);
        if (end < 0 || !int.TryParse(path.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return null;
        }

        at = end + 1;
        return index;
    }
}
