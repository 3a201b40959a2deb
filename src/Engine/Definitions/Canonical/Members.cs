using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions.Canonical;

/// <summary>Merges JSON into what it was before. Null, an empty object or list, and a member that is not there mean the same; so does a flag that is off.</summary>
internal static class Members
{
    /// <summary>Flags that are off when nothing is said.</summary>
    private static readonly HashSet<string> OffByDefault = new(StringComparer.OrdinalIgnoreCase)
    {
        "usableAsActivity", "autoUpdateConsumingWorkflows", "isReadonly", "isSystem", "isArray", "canStartWorkflow", "runAsynchronously", "showDescription",
    };

    /// <param name="sent">The object now.</param>
    /// <param name="before">The object it was; null when it is new.</param>
    /// <param name="order">Members that come first in a new object, in that order.</param>
    /// <param name="each">Merges one member that says something; null merges any value.</param>
    /// <param name="keep">Members that stay when nothing is said of them now.</param>
    public static JsonObject Merge(
        JsonObject sent, JsonObject? before, IReadOnlyList<string> order, Func<string, JsonNode, JsonNode?, JsonNode?>? each = null, Func<string, bool>? keep = null)
    {
        each ??= Value;
        var result = new JsonObject();
        foreach (var (key, was) in before ?? [])
        {
            var now = sent.Member(key);
            if (now is not null && !SaysNothing(key, now))
            {
                result[key] = each(key, now, was);
            }
            else if (SaysNothing(key, was) || (sent.KeyOf(key) is null && keep?.Invoke(key) is true))
            {
                result[key] = was?.DeepClone();
            }
            else if (now is not null)
            {
                result[key] = now.DeepClone();
            }
        }

        var known = order.Where(name => sent.KeyOf(name) is not null).Select(name => sent.KeyOf(name)!).ToList();
        foreach (var key in known.Concat(sent.Select(member => member.Key).Except(known, StringComparer.Ordinal)))
        {
            if (sent[key] is { } now && before?.KeyOf(key) is null && (before is null || !SaysNothing(key, now)))
            {
                result[key] = each(key, now, null);
            }
        }

        return result;
    }

    public static JsonNode? Value(string name, JsonNode sent, JsonNode? before) => Value(sent, before);

    public static JsonNode? Value(JsonNode? sent, JsonNode? before) => (sent, before) switch
    {
        _ when before is not null && Same(sent, before) => before.DeepClone(),
        (JsonObject now, _) => Merge(now, before as JsonObject, []),
        (JsonArray now, JsonArray was) when now.Count == was.Count => new JsonArray([.. now.Zip(was, Value)]),
        (JsonArray now, _) => new JsonArray([.. now.Select(item => Value(item, null))]),
        _ => sent?.DeepClone(),
    };

    /// <summary>A list whose entries have a key: those that were there stay in their order, new ones follow in the order they came.</summary>
    public static JsonNode? List(JsonNode? sent, JsonNode? before, Func<JsonObject, string> keyOf, Func<JsonObject, JsonObject?, JsonNode?> each)
    {
        if (sent.Items() is not { } items || items.Any(item => item is not JsonObject))
        {
            return sent?.DeepClone();
        }

        var left = items.OfType<JsonObject>().ToList();
        var result = new JsonArray();
        foreach (var was in before.ObjectItems())
        {
            if (left.Find(item => keyOf(item) == keyOf(was)) is { } now)
            {
                left.Remove(now);
                result.Add(each(now, was));
            }
        }

        left.ForEach(item => result.Add(each(item, null)));
        return result;
    }

    public static bool SaysNothing(string name, JsonNode? node) => node switch
    {
        null or JsonObject { Count: 0 } or JsonArray { Count: 0 } => true,
        JsonObject json => json.All(member => member.Value is null),
        JsonValue flag => flag.GetValueKind() == JsonValueKind.False && OffByDefault.Contains(name),
        _ => false,
    };

    /// <summary>Equal, whatever order members stand in and however numbers are spelt.</summary>
    public static bool Same(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (null, null) => true,
        (JsonObject one, JsonObject other) => one.Select(member => member.Key).Union(other.Select(member => member.Key), StringComparer.OrdinalIgnoreCase)
            .All(key => (SaysNothing(key, one.Member(key)) && SaysNothing(key, other.Member(key))) || Same(one.Member(key), other.Member(key))),
        (JsonArray one, JsonArray other) => one.Count == other.Count && one.Zip(other).All(pair => Same(pair.First, pair.Second)),
        (JsonValue one, JsonValue other) when one.GetValueKind() == JsonValueKind.Number && other.GetValueKind() == JsonValueKind.Number
            => CanonicalNumber.Of(one.ToJsonString()) == CanonicalNumber.Of(other.ToJsonString()),
        (JsonValue one, JsonValue other) => JsonNode.DeepEquals(one, other),
        _ => false,
    };
}
