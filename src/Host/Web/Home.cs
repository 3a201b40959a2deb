using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web.Pages;

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
        routes.MapGet("/", WelcomeAsync).AllowAnyone("Tells a program what the service is, and leads a person to where they may go.");
        return routes;
    }

    private static async Task<IResult> WelcomeAsync(HttpContext context, CurrentCaller caller)
    {
        if (!Page.IsWantedBy(context))
        {
            return TypedResults.Ok(Answer);
        }

        await caller.IdentifyAsync(context.User, context.RequestAborted);
        return !caller.IsKnown ? SeeOther.To("/sign-in") : FirstPageOf(caller) is { } first ? SeeOther.To(first) : Page.Of<HomePage>();
    }

    /// <summary>Where somebody's day begins; null for whoever holds no role.</summary>
    private static string? FirstPageOf(CurrentCaller caller) =>
        caller.HoldsAnyOf(Role.All.Except([Role.ProcessDesigner, Role.Auditor])) ? "/inbox"
        : caller.HoldsAnyOf([Role.ProcessDesigner]) ? "/studio"
        : caller.HoldsAnyOf([Role.Auditor]) ? "/dashboard"
        : null;
}
