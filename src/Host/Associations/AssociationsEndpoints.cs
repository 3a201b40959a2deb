using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Associations;

internal static class AssociationsEndpoints
{
    public static IEndpointRouteBuilder MapAssociations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/associations").WithTags("Associations");
        group.MapGet("", (AssociationRegistry associations, CurrentCaller caller)
                => TypedResults.Ok(associations.All.Where(association => IsOf(caller, association.Key)).Select(association => AssociationSummary.Of(association.Profile)).ToList()))
            .RequireStaff()
            .WithName("ListAssociations")
            .WithSummary("The associations you have a role in.")
            .ProducesProblems(401, 403);
        group.MapGet("{key}", (string key, AssociationRegistry associations, CurrentCaller caller)
                => associations.Find(key) is { } association && IsOf(caller, key) ? TypedResults.Ok(AssociationDetails.Of(association)) : IntakeAnswers.NoSuchAssociation().ToResult())
            .RequireStaff()
            .WithName("GetAssociation")
            .WithSummary("One association: its profile, words, channels, tools, services and policy.")
            .Produces<AssociationDetails>()
            .ProducesProblems(401, 403, 404);
        return routes;
    }

    private static bool IsOf(CurrentCaller caller, string key) => caller.Associations.Contains(key, StringComparer.Ordinal);
}
