using System.Collections;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Expressions;

/// <summary>Turns what a definition or script gave into what an activity asked for. Machine text is always invariant.</summary>
public static class ValueConverter
{
    public static T? ConvertTo<T>(object? value) => value is T same ? same : (T?)ConvertTo(value, typeof(T));

    /// <summary>Throws <see cref="FormatException"/> naming value and type when there is no sensible conversion. Null becomes the type's default.</summary>
    public static object? ConvertTo(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        value = value is JsonValue plain ? JsonValues.FromNode(plain) : value;
        if (value is null || (value is "" && target != typeof(string) && target != typeof(object)))
        {
            return type.IsValueType && target == type ? Activator.CreateInstance(type) : null;
        }

        if (value is null || target.IsInstanceOfType(value))
        {
            return value;
        }

        try
        {
            return target == typeof(string) ? ToText(value)
                : typeof(JsonNode).IsAssignableFrom(target) ? ToNode(value)
                : value is string text ? FromText(text, target)
                : target.IsEnum ? Enum.ToObject(target, Convert.ToInt64(value, CultureInfo.InvariantCulture))
                : value is IConvertible && typeof(IConvertible).IsAssignableFrom(target) ? Convert.ChangeType(value, target, CultureInfo.InvariantCulture)
                : value is DateTime time && target == typeof(DateTimeOffset) ? new DateTimeOffset(time)
                : (value as JsonNode ?? JsonValues.ToNode(value)).Deserialize(target, JsonValues.Options);
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidCastException or OverflowException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"'{Shorten(ToText(value))}' is not a {Name(target)}.", e);
        }
    }

    private static object? FromText(string text, Type target)
    {
        var invariant = CultureInfo.InvariantCulture;
        return target == typeof(bool) ? bool.Parse(text.Trim())
            : target == typeof(TimeSpan) ? TimeSpan.Parse(text.Trim(), invariant)
            : target == typeof(DateTimeOffset) ? DateTimeOffset.Parse(text.Trim(), invariant, DateTimeStyles.AssumeUniversal)
            : target == typeof(DateTime) ? DateTime.Parse(text.Trim(), invariant, DateTimeStyles.RoundtripKind)
            : target == typeof(DateOnly) ? DateOnly.Parse(text.Trim(), invariant)
            : target == typeof(Guid) ? Guid.Parse(text)
            : target == typeof(byte[]) ? Convert.FromBase64String(text)
            : target.IsEnum ? Enum.Parse(target, text.Trim(), ignoreCase: true)
            : target.IsPrimitive || target == typeof(decimal) ? Convert.ChangeType(text.Trim(), target, invariant)
            : target == typeof(object) ? text
            : LooksLikeJson(text) ? JsonSerializer.Deserialize(text, target, JsonValues.Options)
            : OneItemList(text, target);
    }

    /// <summary>A single text where a list was asked for is a list of one.</summary>
    private static object? OneItemList(string text, Type target)
        => typeof(IEnumerable).IsAssignableFrom(target)
            ? new JsonArray(text).Deserialize(target, JsonValues.Options)
            : throw new FormatException();

    private static JsonNode? ToNode(object value)
        => value is string text && LooksLikeJson(text) ? JsonNode.Parse(text) : JsonValues.ToNode(value);

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{', ..] or ['[', ..];

    private static string ToText(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("o", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("o", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonValues.ToNode(value)?.ToJsonString(JsonValues.Options) ?? "",
    };

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static string Name(Type type) => type == typeof(TimeSpan) ? "time span (d.hh:mm:ss)" : type.Name;
}
