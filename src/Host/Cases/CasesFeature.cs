using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Cases;

/// <summary>Which cases, and which page of them.</summary>
internal sealed record CaseFilter(string? Association, string? Stage, string? Q, int Page, int PageSize);

internal static class CasesFeature
{
    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseQueries>();
        builder.Services.AddSingleton<CaseChanges>();
        return builder;
    }

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/cases").WithTags("Cases");
        group.MapGet("", ListAsync)
            .RequireStaff()
            .WithName("ListCases")
            .WithSummary("Cases of your associations, newest first. q searches case numbers and names, however they are spelt.")
            .ProducesProblems(400, 401, 403);
        group.MapGet("{id}", async (string id, CurrentCaller caller, CaseQueries cases, HttpContext http, CancellationToken ct) =>
            {
                http.AboutCase(id);
                return (await cases.FindAsync(caller, id, http.Language(), ct)).ToResult();
            })
            .RequireStaff()
            .WithName("GetCase")
            .WithSummary("A case as it stands.")
            .Produces<CaseDetails>()
            .ProducesProblems(401, 403, 404);
        group.MapGet("{id}/history", async (string id, CurrentCaller caller, CaseQueries cases, HttpContext http, CancellationToken ct) =>
            {
                http.AboutCase(id);
                return (await cases.HistoryAsync(caller, id, ct)).ToResult();
            })
            .RequireStaff()
            .WithName("GetCaseHistory")
            .WithSummary("Everything that happened to a case, oldest first, each line sealed over the one before.")
            .Produces<IReadOnlyList<CaseHistoryLine>>()
            .ProducesProblems(401, 403, 404);
        group.MapPost("{id}/cancel", (string id, CaseInterventionRequest request, CurrentCaller caller, CaseChanges cases, HttpContext http, CancellationToken ct)
                => StepInAsync(http, id, cases.CancelAsync(caller, id, request, ct)))
            .RequireRole(Role.RelationsSupervisor, Role.Administrator)
            .WithName("CancelCase")
            .WithSummary("End a case that should not go on, for example one entered twice. The reason stays in the history.")
            .Produces<CaseChanged>()
            .ProducesProblems(400, 401, 403, 404, 409, 422);
        group.MapPost("{id}/retry", (string id, CaseInterventionRequest request, CurrentCaller caller, CaseChanges cases, HttpContext http, CancellationToken ct)
                => StepInAsync(http, id, cases.RetryAsync(caller, id, request, ct)))
            .RequireRole(Role.RelationsSupervisor, Role.Administrator)
            .WithName("RetryCase")
            .WithSummary("Let the failed steps of a case try again once their cause is repaired.")
            .Produces<CaseChanged>()
            .ProducesProblems(400, 401, 403, 404, 409, 422);
        return routes;
    }

    private static async Task<IResult> StepInAsync(HttpContext http, string caseId, Task<Outcome<CaseChanged>> change)
    {
        http.AboutCase(caseId);
        return (await change).ToResult();
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller, CaseQueries cases, CancellationToken ct,
        string? association = null, string? stage = null, string? q = null, [FromQuery(Name = "page")] int page = 1, int pageSize = 50)
    {
        if (stage is not null && !Enum.TryParse<CaseStage>(stage, out _))
        {
            return CaseAnswers.UnknownStage().ToResult();
        }

        var filter = new CaseFilter(association, stage, q, Math.Max(page, 1), Math.Clamp(pageSize, 1, CaseQueries.LargestPage));
        return TypedResults.Ok(await cases.ListAsync(caller, filter, ct));
    }
}
