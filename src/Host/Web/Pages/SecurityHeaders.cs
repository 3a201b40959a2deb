namespace CaseWorkflows.Host.Web.Pages;

/// <summary>What a browser may do with an answer. Pages run our own scripts and nothing written into them; only those with Elsa Studio are allowed more.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    private const string ForPages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // The two hashes are of the scripts Studio writes into the page for its keyboard short-cuts: editor and instance list.
    private const string ForStudio =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=' 'sha256-vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts='; "
        + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self' HUB; worker-src 'self' blob:; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private const string ForData = "default-src 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(static state => Write((HttpContext)state), context);
        return next(context);
    }

    private static Task Write(HttpContext context)
    {
        var (headers, type) = (context.Response.Headers, context.Response.ContentType ?? "");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
        {
            headers.XFrameOptions = "DENY";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=(), usb=()";
            headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<StudioPageEndpoint>() is null ? ForPages : StudioPolicy(context.Request);
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = "no-store";
            }
        }
        else if (type.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            headers.ContentSecurityPolicy = ForData;
        }

        return Task.CompletedTask;
    }

    // Not every browser reads 'self' as including the web socket of the same host.
    private static string StudioPolicy(HttpRequest request) => ForStudio.Replace("HUB", $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}", StringComparison.Ordinal);
}
