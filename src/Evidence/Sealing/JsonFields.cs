using System.Text.Json;
using System.Text.RegularExpressions;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>Reads members of JSON that may come from anywhere: what is missing or of another kind is null, never an exception.</summary>
internal static partial class JsonFields
{
    /// <summary>The largest whole number a browser holds exactly; both readers of a pack stop there.</summary>
    public const long MostNumber = (1L << 53) - 1;

    public static JsonDocument? Parse(ReadOnlyMemory<byte> json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json.Span))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Member(this JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;

    public static string? Text(this JsonElement json, string name) => json.Member(name, JsonValueKind.String) is { } member ? TextOf(member) : null;

    public static string? Hash(this JsonElement json, string name) => json.Text(name) is { } text && Hashes.IsHash(text) ? text : null;

    public static string? Instant(this JsonElement json, string name) => json.Text(name) is { } text && InstantText().IsMatch(text) ? text : null;

    public static long? Number(this JsonElement json, string name) =>
        json.Member(name, JsonValueKind.Number) is { } member && member.TryGetInt64(out var number) && number is >= 0 and <= MostNumber ? number : null;

    public static IEnumerable<JsonElement>? Items(this JsonElement json, string name) => json.Member(name, JsonValueKind.Array)?.EnumerateArray();

    public static string? TextOf(JsonElement text)
    {
        try
        {
            return text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair.
            return null;
        }
    }

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{7}Z\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InstantText();
}
