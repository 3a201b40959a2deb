using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Http.Metadata;

namespace CaseWorkflows.Host.Web;

/// <summary>Turns away a body that announces itself as too large, before a byte of it is read. Kestrel stops those that do not announce it.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public const long DefaultBytes = 1024 * 1024;

    public Task InvokeAsync(HttpContext context) => context.Request.ContentLength > Of(context) ? TooLarge(context).ToResult().ExecuteAsync(context) : next(context);

    /// <summary>Says so to a program, and to a person with what to do now.</summary>
    internal static Problem TooLarge(HttpContext context) => Page.IsWantedBy(context) ? Problems.FormTooLarge(Of(context)) : Problems.BodyTooLarge;

    private static long Of(HttpContext context)
    {
        var endpoint = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        return endpoint is null ? DefaultBytes : endpoint.MaxRequestBodySize ?? long.MaxValue;
    }
}
