using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Outbox;

/// <summary>An administrator's part: messages that were given up.</summary>
internal static class OutboxEndpoints
{
    public static IEndpointRouteBuilder MapOutbox(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/outbox").WithTags("Outbox");
        group.MapGet("dead", async (
                CurrentCaller caller, DeadLetters letters, CancellationToken ct, [FromQuery(Name = "page")] int page = 1, int pageSize = 50)
                => TypedResults.Ok(await letters.ListAsync(caller, Paging.Of(page, pageSize), ct)))
            .RequireRole(Role.Administrator)
            .WithName("ListDeadLetters")
            .WithSummary("Messages of your associations that were given up after their last try, oldest first.")
            .Produces<Page<DeadLetter>>()
            .ProducesProblems(400, 401, 403);
        group.MapPost("{id}/replay", async (long id, CurrentCaller caller, DeadLetters letters, HttpContext http, CancellationToken ct)
                => (await letters.ReplayAsync(caller, id, ct)).ToResult(replayed => About(http, replayed)))
            .RequireRole(Role.Administrator)
            .WithName("ReplayDeadLetter")
            .WithSummary("Try a message again that was given up, once the cause is removed. It stands in the case's history.")
            .Produces<DeadLetterReplayed>()
            .ProducesProblems(400, 401, 403, 404, 409);
        return routes;
    }

    private static IResult About(HttpContext http, DeadLetterReplayed replayed)
    {
        if (replayed.CaseId is { } caseId)
        {
            http.AboutCase(caseId);
        }

        return TypedResults.Ok(replayed);
    }
}
