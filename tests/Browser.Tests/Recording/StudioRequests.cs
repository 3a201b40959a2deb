using System.Collections.Concurrent;
using System.Text.Json;
using CaseWorkflows.Host.Tests.Designer.Session;
using Microsoft.Playwright;

namespace CaseWorkflows.Browser.Tests.Recording;

/// <summary>A request of Studio and what it was answered.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Path">Without the query.</param>
/// <param name="Query">With its question mark; empty when there is none.</param>
/// <param name="Headers">Those that mean something to the API.</param>
/// <param name="Body">As sent; null without one.</param>
/// <param name="Status">Of the answer; 0 when there was none.</param>
/// <param name="ContentType">Of the answer.</param>
/// <param name="Response">The answer's text; null for files and when there was none.</param>
public sealed record StudioRequest(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string? Body, int Status, string? ContentType, string? Response);

/// <summary>
/// Listens to what Studio asks of the API. With CASEWORKFLOWS_RECORD_STUDIO naming a folder a session can be left there, to be replayed against the API
/// without a browser.
/// </summary>
public sealed class StudioRequests
{
    private static readonly string[] Meaningful = ["accept", "content-type", "x-tenant-id", "x-publish-reason", "x-board-session"];

    private readonly ConcurrentQueue<Task<StudioRequest>> _all = new();

    public StudioRequests(IBrowserContext context, string address)
    {
        context.Request += (_, request) =>
        {
            if (request.Url.StartsWith($"{address}/elsa/", StringComparison.Ordinal))
            {
                _all.Enqueue(ReadAsync(request));
            }
        };
    }

    /// <summary>Every one that was answered so far, in the order they were sent.</summary>
    public IReadOnlyList<StudioRequest> Answered => [.. _all.Where(request => request.IsCompletedSuccessfully).Select(request => request.Result)];

    /// <summary>Saves and publications, in order.</summary>
    public IReadOnlyList<StudioRequest> Saves => [.. Answered.Where(request => request is { Method: "POST", Path: "/elsa/api/workflow-definitions" })];

    /// <summary>Leaves the session as a file, with the ids that differ each time named: one request to a line, as the replay reads it. Does nothing unless a folder is named.</summary>
    public async Task WriteAsync(string name, params (string Id, string Name)[] named)
    {
        if (Environment.GetEnvironmentVariable("CASEWORKFLOWS_RECORD_STUDIO") is not { Length: > 0 } folder)
        {
            return;
        }

        var lines = Answered.Where(request => request.Status > 0 && !request.Path.StartsWith("/elsa/hubs", StringComparison.Ordinal)).Select(request => JsonSerializer.Serialize(
            new RecordedRequest(request.Method, request.Path, request.Query, request.Headers, request.Body, request.Status, request.Response is { Length: > 0 } text ? JsonShape.Of(text) : null), RecordedRequest.Json));
        await File.WriteAllLinesAsync(Path.Combine(folder, $"{name}.jsonl"), lines.Select(line => named.Aggregate(line, (known, id) => known.Replace(id.Id, id.Name, StringComparison.Ordinal))));
    }

    private static async Task<StudioRequest> ReadAsync(IRequest request)
    {
        var address = new Uri(request.Url);
        var headers = request.Headers.Where(header => Meaningful.Contains(header.Key)).ToDictionary(header => header.Key, header => header.Value, StringComparer.Ordinal);
        var sent = new StudioRequest(request.Method, address.AbsolutePath, address.Query, headers, request.PostData, 0, null, null);
        try
        {
            if (await request.ResponseAsync() is not { } response)
            {
                return sent;
            }

            var type = (await response.AllHeadersAsync()).GetValueOrDefault("content-type");
            var text = type?.Contains("json", StringComparison.Ordinal) == true ? await response.TextAsync() : null;
            return sent with { Status = response.Status, ContentType = type, Response = text };
        }
        catch (PlaywrightException)
        {
            return sent; // the page went on before the answer was read
        }
    }
}
