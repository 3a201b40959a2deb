using Microsoft.AspNetCore.Http.Metadata;

namespace CaseWorkflows.Host.Web;

/// <summary>Turns away a body that announces itself as too large, before a byte of it is read. Kestrel stops those that do not announce it.</summary>
internal sealed class BodyLimit(RequestDelegate next)
{
    public const long DefaultBytes = 1024 * 1024;

    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>();
        var limit = endpoint is null ? DefaultBytes : endpoint.MaxRequestBodySize ?? long.MaxValue;
        return context.Request.ContentLength > limit ? Problems.BodyTooLarge.ToResult().ExecuteAsync(context) : next(context);
    }
}
