using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace CaseWorkflows.Host.Designer;

/// <summary>JSON as the Studio reads it: camelCase, enums by name, and never a null, which takes the place of an empty list there and breaks the page.</summary>
internal static class ElsaJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IResult Ok<T>(T answer) => TypedResults.Json(answer, Options);

    public static IResult Ok(JsonNode answer) => TypedResults.Text(answer.ToJsonString(Options), "application/json");

    /// <summary>A list without pages.</summary>
    public static IResult Items<T>(IReadOnlyCollection<T> items) => Ok(new ItemList<T>(items, items.Count));

    /// <summary>Takes out every member that is null; the node is changed.</summary>
    public static void DropNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var name in json.Where(member => member.Value is null).Select(member => member.Key).ToList())
                {
                    json.Remove(name);
                }

                foreach (var (_, value) in json)
                {
                    DropNulls(value);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    DropNulls(item);
                }

                break;
        }
    }
}

/// <summary>All there are.</summary>
internal sealed record ItemList<T>(IReadOnlyCollection<T> Items, int Count);

/// <summary>One page of what there are.</summary>
internal sealed record ItemPage<T>(IReadOnlyCollection<T> Items, long TotalCount, IReadOnlyList<ElsaLink>? Links = null);

/// <summary>That the caller may do something. The Studio looks at <paramref name="Rel"/> alone.</summary>
internal sealed record ElsaLink(string Href, string Rel, string Method);
