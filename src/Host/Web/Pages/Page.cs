using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>Marks an endpoint whose answer people look at: who is not signed in is sent to do that, instead of being told so.</summary>
internal sealed record PageEndpoint;

/// <summary>Marks a page that carries Elsa Studio and needs the wider content-security policy.</summary>
internal sealed record StudioPageEndpoint;

/// <summary>Answers with pages. A page is an endpoint that answers with a component, rendered here and now.</summary>
internal static class Page
{
    public static TBuilder AsPage<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PageEndpoint());

    /// <param name="parameters">The component's, as an object with properties of the same names.</param>
    /// <param name="status">200 unless said otherwise.</param>
    public static IResult Of<TComponent>(object? parameters = null, int status = StatusCodes.Status200OK)
        where TComponent : IComponent =>
        new RazorComponentResult<TComponent>(parameters ?? new { }) { StatusCode = status, PreventStreamingRendering = true };

    /// <summary>True when the answer will be looked at by a person in a browser, and not read by a program.</summary>
    public static bool IsWantedBy(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PageEndpoint>() is not null)
        {
            return true;
        }

        var request = context.Request;
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            && !Array.Exists(ForPrograms, prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly string[] ForPrograms = ["/api", "/elsa", "/openapi", "/health", "/metrics"];
}
