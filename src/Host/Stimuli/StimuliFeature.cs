using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Stimuli;

internal static class StimuliFeature
{
    public static WebApplicationBuilder AddStimuli(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseEvents>();
        return builder;
    }

    public static IEndpointRouteBuilder MapStimuli(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/cases/{id}/events", async (string id, CaseEventRequest request, CurrentCaller caller, CaseEvents events, CancellationToken ct)
                => (await events.TakeAsync(caller, id, request, ct)).ToResult(answer => answer))
            .RequireStaff()
            .WithTags("Cases")
            .WithName("SendCaseEvent")
            .WithSummary("Tell a case that something happened outside. When nothing waits for it yet it is kept for the next step that does. For programs and administrators.")
            .Produces<CaseEventTaken>()
            .Produces<CaseEventTaken>(StatusCodes.Status202Accepted)
            .ProducesProblems(400, 401, 403, 404, 409, 422);
        return routes;
    }
}
