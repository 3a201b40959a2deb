using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Jint.Native;
using Jint.Runtime;

namespace CaseWorkflows.Engine.Expressions.JavaScript;

/// <summary>Functions about text, bytes and identifiers. Bytes are arrays of numbers 0–255; text is UTF-8 wherever it becomes bytes.</summary>
internal static class TextFunctions
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static Dictionary<string, Func<ScriptSession, JsValue[], JsValue>> All { get; } = new(StringComparer.Ordinal)
    {
        ["isNullOrWhiteSpace"] = (_, a) => string.IsNullOrWhiteSpace(a.Text(0)),
        ["isNullOrEmpty"] = (_, a) => string.IsNullOrEmpty(a.Text(0)),
        ["toJson"] = (s, a) => ToJson(s.From.Convert(a.At(0))),
        ["parseGuid"] = (s, a) => Guid.TryParse(a.Text(0), out var id) ? id.ToString("D") : throw s.Error($"\"{a.Text(0)}\" is not a GUID."),
        ["newGuid"] = (s, _) => s.Scope.NewGuid().ToString("D"),
        ["newGuidString"] = (s, _) => s.Scope.NewGuid().ToString("D"),
        ["getGuidString"] = (s, _) => s.Scope.NewGuid().ToString("D"), // Elsa's older name
        ["newShortGuid"] = (s, _) => ShortGuid(s),
        ["getShortGuid"] = (s, _) => ShortGuid(s), // Elsa's older name
        ["bytesToString"] = (s, a) => Encoding.UTF8.GetString(Bytes(s, a)),
        ["bytesFromString"] = (s, a) => s.To.Convert(Encoding.UTF8.GetBytes(a.Text(0) ?? "")),
        ["bytesToBase64"] = (s, a) => Convert.ToBase64String(Bytes(s, a)),
        ["bytesFromBase64"] = (s, a) => s.To.Convert(FromBase64(s, a)),
        ["stringToBase64"] = (_, a) => Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0) ?? "")),
        ["stringFromBase64"] = (s, a) => Encoding.UTF8.GetString(FromBase64(s, a)),
    };

    private static string ToJson(object? value) =>
        value is JsonNode node ? node.ToJsonString(Readable) : JsonSerializer.Serialize(value is double d && !double.IsFinite(d) ? null : value, Readable);

    private static string ShortGuid(ScriptSession session) =>
        Convert.ToBase64String(session.Scope.NewGuid().ToByteArray()).Replace("/", "", StringComparison.Ordinal).Replace("+", "", StringComparison.Ordinal).TrimEnd('=');

    private static byte[] FromBase64(ScriptSession session, JsValue[] arguments)
    {
        try
        {
            return Convert.FromBase64String(arguments.Text(0) ?? "");
        }
        catch (FormatException)
        {
            throw session.Error("The text is not Base64.");
        }
    }

    private static byte[] Bytes(ScriptSession session, JsValue[] arguments)
    {
        if (session.From.Convert(arguments.At(0)) is not JsonArray numbers)
        {
            throw session.Error("Bytes are expected: an array of numbers from 0 to 255.");
        }

        return numbers
            .Select(n => n is JsonValue v && v.TryGetValue<long>(out var b) && b is >= 0 and <= 255 ? (byte)b : throw session.Error("A byte is a whole number from 0 to 255."))
            .ToArray();
    }
}
