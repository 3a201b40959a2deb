using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using Microsoft.AspNetCore.Routing.Template;

namespace CaseWorkflows.Host.Triggers;

/// <summary>Something that listens for HTTP requests: a trigger, or an instance in the middle of its way.</summary>
/// <param name="Hash">Of its path and method.</param>
/// <param name="Payload">What it asks of a request, as JSON.</param>
internal sealed record HttpWait(string Hash, string Payload);

/// <summary>A listener that a request is for, with the values its path gave.</summary>
internal sealed record HttpMatch(string Hash, HttpEndpointPayload Asks, JsonObject RouteData);

/// <summary>Finds the listener a request is for. Of several whose paths fit, the most literal one counts.</summary>
internal static class HttpListeners
{
    private static readonly ConcurrentDictionary<string, RouteTemplate?> Templates = new(StringComparer.Ordinal);

    public static HttpMatch? Find(IEnumerable<HttpWait> waits, string method, string path)
    {
        var found = (
            from wait in waits
            let asks = JsonSerializer.Deserialize<HttpEndpointPayload>(wait.Payload)!
            where asks.Method.Equals(method, StringComparison.OrdinalIgnoreCase)
            let template = Templates.GetOrAdd(asks.Path, Parse)
            where template is not null
            let values = Match(template, path)
            where values is not null
            orderby RoutePrecedence.ComputeInbound(template)
            select new HttpMatch(wait.Hash, asks, new JsonObject(values.Select(value => KeyValuePair.Create(value.Key, (JsonNode?)value.Value?.ToString()))))).FirstOrDefault();
        return found;
    }

    private static RouteTemplate? Parse(string path)
    {
        try
        {
            return TemplateParser.Parse(path.TrimStart('/'));
        }
        catch (ArgumentException)
        {
            return null; // no request can match it
        }
    }

    private static RouteValueDictionary? Match(RouteTemplate template, string path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(template, []).TryMatch("/" + path.Trim('/'), values) ? values : null;
    }
}
