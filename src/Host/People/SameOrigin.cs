using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Web;
using Microsoft.Net.Http.Headers;

namespace CaseWorkflows.Host.People;

/// <summary>
/// A browser sends the session's cookie with what another site makes it send, too. So whatever changes something, or opens a web socket, on the strength of
/// the cookie must come from a page of ours. Tokens and keys are not sent by themselves and are not asked.
/// </summary>
internal sealed class SameOrigin(RequestDelegate next)
{
    private static readonly Problem CrossOrigin = new(403, "cross-origin", new LocalizedText(
        "رُفض الطلب لأنه أُرسل من موقع آخر.", "The request was refused because another site sent it."));

    public Task InvokeAsync(HttpContext context) =>
        context.User.Identity?.AuthenticationType == Session.Scheme && IsDelicate(context.Request) && !IsOurs(context.Request)
            ? CrossOrigin.ToResult().ExecuteAsync(context)
            : next(context);

    private static bool IsDelicate(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        || request.Headers.ContainsKey(HeaderNames.SecWebSocketKey);

    /// <summary>Browsers say it in Sec-Fetch-Site, on plain HTTP and for web sockets only in Origin. Who says neither is no browser of today.</summary>
    internal static bool IsOurs(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [var site] ? site == "same-origin"
        : request.Headers.Origin is [var origin] && Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && string.Equals(from.Authority, AuthorityOf(request), StringComparison.OrdinalIgnoreCase);

    // A proxy that ends TLS leaves the host as the browser wrote it but not the scheme, so a default port may stand in one and not in the other.
    private static string AuthorityOf(HttpRequest request) =>
        request.Host.Port is 80 or 443 ? request.Host.Host : request.Host.Value ?? "";
}
