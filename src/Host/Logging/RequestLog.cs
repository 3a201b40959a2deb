using System.Diagnostics;

namespace CaseWorkflows.Host.Logging;

/// <summary>
/// One line per request: method, route template, status, milliseconds. Never the path as sent, the query or the body, which may hold personal
/// data. The request id is in every line written meanwhile, in the answer's <c>X-Request-Id</c> and in problem details.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> logger)
{
    private const string NoRoute = "(no route)";

    public async Task InvokeAsync(HttpContext context)
    {
        var requestId = Guid.CreateVersion7().ToString("N");
        context.TraceIdentifier = requestId;
        context.Response.Headers["X-Request-Id"] = requestId;

        using var scope = logger.BeginScope(new Dictionary<string, object>(StringComparer.Ordinal) { ["RequestId"] = requestId });
        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            Write(context, Stopwatch.GetElapsedTime(started));
        }
    }

    private void Write(HttpContext context, TimeSpan taken)
    {
        using var about = context.Items.TryGetValue(CaseScope.Item, out var caseId) ? logger.ForCase((string)caseId!) : null;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? NoRoute;
        logger.Log(
            LevelFor(context, route),
            "{Method} {Route} {Status} in {ElapsedMs:0.0} ms",
            KnownMethod(context.Request.Method), route, context.Response.StatusCode, taken.TotalMilliseconds);
    }

    /// <summary>The probes of a load balancer would drown everything else.</summary>
    private static LogLevel LevelFor(HttpContext context, string route) =>
        context.Response.StatusCode >= StatusCodes.Status500InternalServerError ? LogLevel.Error
        : route.StartsWith("/health/", StringComparison.Ordinal) ? LogLevel.Debug
        : LogLevel.Information;

    /// <summary>A method is free text from the network; only the ones HTTP knows are written down.</summary>
    private static string KnownMethod(string method) =>
        HttpMethods.GetCanonicalizedValue(method) is "GET" or "POST" or "PUT" or "DELETE" or "PATCH" or "HEAD" or "OPTIONS" ? method : "(other)";
}
