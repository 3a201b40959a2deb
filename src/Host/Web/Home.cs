using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Studio;
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

    private static async Task<IResult> WelcomeAsync(HttpContext context, CurrentCaller caller, StudioDesk desk, AssociationRegistry associations)
    {
        if (!Page.IsWantedBy(context))
        {
            return TypedResults.Ok(Answer);
        }

        await caller.IdentifyAsync(context.User, context.RequestAborted);
        return !caller.IsKnown ? SeeOther.To("/sign-in")
            : caller.HoldsAnyOf([Role.ProcessDesigner]) ? SeeOther.To("/studio")
            : Page.Of<HomePage>(new
            {
                Parts = associations.All.Where(association => caller.IsIn(association.Key))
                    .Select(association => new HomePart(association.Key, association.Profile.ShortName, RolesIn(caller, association.Key), desk.Find(association.Key) is not null)).ToList(),
            });
    }

    private static List<LocalizedText> RolesIn(CurrentCaller caller, string association) => [.. Role.All.Where(role => caller.RolesIn(association).Contains(role.Key)).Select(role => role.Name)];
}
