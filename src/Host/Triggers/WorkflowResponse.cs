using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Effects;

namespace CaseWorkflows.Host.Triggers;

/// <summary>The answer a workflow wrote; 202 with the instance's id when it wrote none before it came to rest.</summary>
internal sealed class WorkflowResponse(string instanceId, HttpResponseWritten? written) : IResult
{
    // How long an answer is and how it is sent is the server's business; cookies are of the sign-in's own host.
    private static readonly HashSet<string> NotTheirs = new(StringComparer.OrdinalIgnoreCase) { "Content-Length", "Transfer-Encoding", "Connection", "Set-Cookie", "Content-Security-Policy" };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        if (written is null)
        {
            response.StatusCode = StatusCodes.Status202Accepted;
            return response.WriteAsJsonAsync(new { workflowInstanceId = instanceId }, httpContext.RequestAborted);
        }

        response.StatusCode = written.StatusCode is >= 200 and <= 599 ? written.StatusCode : StatusCodes.Status200OK;
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox"; // a page a designer wrote is not our page
        foreach (var (name, value) in written.Headers.Where(header => !NotTheirs.Contains(header.Key)))
        {
            response.Headers[name] = value is JsonArray many ? many.Select(one => one?.ToString()).ToArray() : value?.ToString();
        }

        response.ContentType = written.ContentType;
        if (written.Content is not { } content || response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return Task.CompletedTask;
        }

        var text = content.GetValueKind() == JsonValueKind.String ? content.GetValue<string>() : content.ToJsonString(Readable);
        return response.WriteAsync(text, Encoding.UTF8, httpContext.RequestAborted);
    }
}
