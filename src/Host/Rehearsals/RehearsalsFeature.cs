using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Rehearsals;

internal static class RehearsalsFeature
{
    public static WebApplicationBuilder AddRehearsals(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ObservedCases>();
        builder.Services.AddSingleton<RehearsalRoom>();
        return builder;
    }

    public static IEndpointRouteBuilder MapRehearsals(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/definitions/{definitionId}/rehearsals", async (string definitionId, RehearsalRequest request, CurrentCaller caller, RehearsalRoom room, CancellationToken ct)
                => (await room.RunAsync(caller, definitionId, request, ct)).ToResult())
            .RequireRole(DesignerScope.Readers)
            .WithTags("Definitions")
            .WithName("RehearseDefinition")
            .WithSummary("Play made-up cases through a version and through the published one, on a clock of their own; nothing is written and nobody is told.")
            .Produces<RehearsalAnswer>()
            .ProducesProblems(400, 401, 403, 404, 422);
        routes.MapRehearsalPages();
        return routes;
    }
}
