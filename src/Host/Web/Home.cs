using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Web;

/// <param name="Service">What answers here.</param>
/// <param name="Version">Its version.</param>
/// <param name="Api">Where its API is described.</param>
internal sealed record HomeAnswer(string Service, string Version, string Api);

internal static class Home
{
    private static readonly HomeAnswer Answer =
        new("CaseWorkflows", typeof(Home).Assembly.GetName().Version?.ToString(3) ?? "0.0.0", "/openapi/v1.json");

    public static IEndpointRouteBuilder MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", () => TypedResults.Ok(Answer)).AllowAnyone("Tells only what the service is.");
        return routes;
    }
}
