using CaseWorkflows.Host.Intake;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Associations;

internal static class AssociationsEndpoints
{
    public static WebApplicationBuilder AddAssociations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AssociationRegistry>();
        builder.Services.AddSingleton<AssociationCalendars>();
        return builder;
    }

    public static IEndpointRouteBuilder MapAssociations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/associations").WithTags("Associations");
        group.MapGet("", (AssociationRegistry associations, CurrentCaller caller)
                => TypedResults.Ok(associations.All.Where(association => caller.IsIn(association.Key)).Select(association => AssociationSummary.Of(association.Profile)).ToList()))
            .RequireStaff()
            .WithName("ListAssociations")
            .WithSummary("The associations you have a role in.")
            .ProducesProblems(401, 403);
        group.MapGet("{key}", (string key, AssociationRegistry associations, CurrentCaller caller)
                => associations.Find(key) is { } association && caller.IsIn(key) ? TypedResults.Ok(AssociationDetails.Of(association)) : IntakeAnswers.NoSuchAssociation().ToResult())
            .RequireStaff()
            .WithName("GetAssociation")
            .WithSummary("One association: its profile, words, channels, tools, services and policy.")
            .Produces<AssociationDetails>()
            .ProducesProblems(401, 403, 404);
        return routes;
    }
}
