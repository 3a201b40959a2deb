using System.Text.Json;

namespace CaseWorkflows.Host.Tests.Designer.Session;

/// <summary>
/// What kinds of values an answer has, without the values: <c>{items:[{id:text,version?:number}],totalCount:number}</c>. Of a list the members of all its items together, those that not
/// every item has with a question mark.
/// </summary>
public static class JsonShape
{
    public static string Of(string json) => Of(JsonDocument.Parse(json).RootElement).ToString();

    private static Shape Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new Shape { Members = value.EnumerateObject().ToDictionary(member => member.Name, member => Of(member.Value), StringComparer.Ordinal) },
        JsonValueKind.Array => new Shape { Items = value.EnumerateArray().Select(Of).Aggregate((Shape?)null, Both) ?? new Shape { Kinds = { "nothing" } } },
        JsonValueKind.String => new Shape { Kinds = { "text" } },
        JsonValueKind.Number => new Shape { Kinds = { "number" } },
        JsonValueKind.Null => new Shape { Kinds = { "null" } },
        _ => new Shape { Kinds = { "flag" } },
    };

    private static Shape Both(Shape? one, Shape other)
    {
        if (one is null)
        {
            return other;
        }

        var both = new Shape { Items = one.Items is { } a && other.Items is { } b ? Both(a, b) : one.Items ?? other.Items };
        both.Kinds.UnionWith(one.Kinds.Union(other.Kinds));
        if (one.Members is not null && other.Members is not null)
        {
            both.Members = [];
            foreach (var name in one.Members.Keys.Union(other.Members.Keys, StringComparer.Ordinal))
            {
                var (left, right) = (one.Members.GetValueOrDefault(name), other.Members.GetValueOrDefault(name));
                both.Members[name] = Both(left, right ?? left!);
                both.Members[name].IsOptional = left is null || right is null || left.IsOptional || right.IsOptional;
            }
        }
        else
        {
            both.Members = one.Members ?? other.Members;
        }

        return both;
    }

    private sealed class Shape
    {
        public SortedSet<string> Kinds { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, Shape>? Members { get; set; }

        public Shape? Items { get; init; }

        public bool IsOptional { get; set; }

        public override string ToString() => string.Join('|', new[]
        {
            Members is null ? null : $"{{{string.Join(',', Members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{member.Key}{(member.Value.IsOptional ? "?" : "")}:{member.Value}"))}}}",
            Items is null ? null : $"[{Items}]",
        }.OfType<string>().Concat(Kinds));
    }
}
