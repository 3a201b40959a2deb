using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Definitions.Canonical;

/// <summary>An input or output with what is wrapped around it. Editors send every value as text; here it is what its type says.</summary>
internal static class CanonicalInput
{
    public static bool IsWrapped(JsonObject json) => json.KeyOf("expression") is not null || json.KeyOf("memoryReference") is not null;

    /// <summary>The name a type has in definitions: nullable or not, and whichever list it is, the same.</summary>
    public static string AliasOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain.IsEnum ? "String"
            : plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(ICollection<>) ? $"List<{AliasOf(plain.GenericTypeArguments[0])}>"
            : plain.IsAssignableTo(typeof(Memory.Variable)) ? "Variable"
            : TypeAliases.NameOf(plain) is var name && !name.StartsWith(TypeAliases.UnregisteredPrefix, StringComparison.Ordinal) ? name : "Object";
    }

    public static JsonObject Of(JsonObject sent, JsonObject? before, string? type)
    {
        var name = sent.TextMember("typeName") ?? before.TextMember("typeName") ?? type ?? "Object";
        sent.Put("typeName", name, position: 0);
        return Members.Merge(sent, before, ["typeName", "expression", "memoryReference"], (member, value, old) =>
            member == "expression" && value is JsonObject expression ? Expression(expression, old as JsonObject, name) : Members.Value(value, old));
    }

    /// <summary>The same value in another dress: a number as text, an object as its JSON.</summary>
    public static bool SameValue(JsonNode? now, JsonNode? before) => Members.Same(now, before)
        || (now is not null && before is not null && (TextOf(now) == TextOf(before) || (Parsed(now) is { } one && Parsed(before) is { } other && Members.Same(one, other))));

    private static JsonObject Expression(JsonObject sent, JsonObject? before, string typeName)
    {
        var syntax = sent.TextMember("type") ?? "Literal";
        var comparable = (before.TextMember("type") ?? "Literal") == syntax;
        return Members.Merge(sent, before, ["type", "value"], (name, value, old) =>
            name != "value" ? Members.Value(value, old)
            : comparable && old is not null && SameValue(value, old) ? old.DeepClone()
            : Typed(value, syntax, typeName));
    }

    private static JsonNode Typed(JsonNode value, string syntax, string typeName) => (syntax, typeName, value.Text()) switch
    {
        ("Literal", "Boolean", { } text) when bool.TryParse(text, out var flag) => flag,
        ("Literal", "Int16" or "Int32" or "Int64", { } text) when long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        ("Variable" or "Input", _, { }) when Parsed(value) is JsonObject json => json,
        _ => value.DeepClone(),
    };

    private static string? TextOf(JsonNode node) => node.GetValueKind() switch
    {
        JsonValueKind.String => node.Text() is { } text && bool.TryParse(text, out var flag) ? TextOf(flag) : node.Text(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => node.ToJsonString(),
        _ => null,
    };

    /// <summary>The object or list, written as such or as text; null for anything else.</summary>
    private static JsonNode? Parsed(JsonNode node)
    {
        if (node is JsonObject or JsonArray)
        {
            return node;
        }

        if (node.Text()?.TrimStart() is not ['{' or '[', ..])
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(node.Text()!);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
