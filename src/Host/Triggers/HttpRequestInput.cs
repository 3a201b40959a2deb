using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Triggers;

/// <summary>A request as workflows see it. What proves who the caller is stays outside: an instance's input is kept.</summary>
internal static class HttpRequestInput
{
    private static readonly HashSet<string> Secret = new(StringComparer.OrdinalIgnoreCase) { "Authorization", "Cookie", "Proxy-Authorization", "X-Api-Key" };

    /// <summary>The body; null when it is longer than the limit.</summary>
    public static async Task<byte[]?> BodyAsync(HttpRequest request, long limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > limit)
            {
                return null;
            }
        }

        return body.ToArray();
    }

    /// <summary>False when the body is not what its content type says, or of a type workflows cannot read.</summary>
    public static bool TryParse(HttpRequest request, byte[] body, out JsonNode? content, out Problem problem)
    {
        (content, problem) = (null, Problems.ContentTypeNotAccepted);
        if (body.Length == 0)
        {
            return true;
        }

        if (request.HasJsonContentType())
        {
            return TryJson(body, out content, out problem);
        }

        if (request.ContentType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) is true)
        {
            content = Encoding.UTF8.GetString(body);
            return true;
        }

        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is true)
        {
            content = Values(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body)));
            return true;
        }

        return false;
    }

    public static JsonObject Of(HttpRequest request, string path, JsonObject routeData, JsonNode? content, string? rejection)
    {
        var input = new JsonObject
        {
            ["Method"] = request.Method,
            ["Path"] = "/" + path,
            ["Content"] = content,
            ["RouteData"] = routeData,
            ["QueryString"] = Values(request.Query),
            ["Headers"] = Values(request.Headers.Where(header => !Secret.Contains(header.Key))),
            ["Files"] = new JsonArray(),
        };
        if (rejection is not null)
        {
            input["Rejection"] = rejection;
        }

        return input;
    }

    private static bool TryJson(byte[] body, out JsonNode? content, out Problem problem)
    {
        problem = new(400, "malformed-json", new("المحتوى ليس JSON سليمًا.", "The body is not well-formed JSON."));
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            content = WholeJsonObject.ReadWhole(ref reader);
            return !reader.Read();
        }
        catch (JsonException)
        {
            content = null;
            return false;
        }
    }

    private static JsonObject Values(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> pairs) => new(pairs
        .GroupBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(group => KeyValuePair.Create(group.Key, group.SelectMany(pair => (IEnumerable<string?>)pair.Value).ToList() is [var single] ? (JsonNode?)single : new JsonArray([.. group.SelectMany(pair => (IEnumerable<string?>)pair.Value).Select(text => (JsonNode?)text)]))));
}
