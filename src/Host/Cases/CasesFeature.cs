using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Cases;

/// <summary>Which cases, and which page of them.</summary>
/// <param name="Association">Key of one of the caller's; null for all.</param>
/// <param name="Stage">Null for every stage.</param>
/// <param name="Q">A case's number or the last figures of one; words of a name, a national id or a mobile for those who see names.</param>
/// <param name="Paging">The page.</param>
internal sealed record CaseFilter(string? Association, string? Stage, string? Q, Paging Paging)
{
    /// <summary>What else must hold.</summary>
    public CaseConditions And { get; init; } = CaseConditions.None;
}

internal static class CasesFeature
{
    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseQueries>();
        builder.Services.AddSingleton<CaseAccess>();
        builder.Services.AddSingleton<CaseChanges>();
        builder.Services.AddSingleton<CaseActs>();
        return builder;
    }

    public static IEndpointRouteBuilder MapCases(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/cases").WithTags("Cases").Discloses("case");
        group.MapGet("", ListAsync)
            .RequireStaff()
            .WithName("ListCases")
            .WithSummary("Cases of your associations, newest first. q is a case number or, for those who see names, a national id, a mobile or words of a name, in any order and however they are spelt; the last may be a beginning. Counted up to 1000.")
            .Produces<Page<CaseSummary>>()
            .ProducesProblems(400, 401, 403);
        group.MapGet("{id}", async (string id, CurrentCaller caller, CaseQueries cases, HttpContext http, CancellationToken ct)
                => (await cases.FindAsync(caller, id, http.Language(), ct)).ToResult(found => About(http, id, found)))
            .RequireStaff()
            .WithName("GetCase")
            .WithSummary("A case as it stands. Who it is about is told as far as you may know now: applicantHidden is true where nothing is.")
            .Produces<CaseDetails>()
            .ProducesProblems(401, 403, 404);
        group.MapGet("{id}/history", async (string id, CurrentCaller caller, CaseQueries cases, HttpContext http, CancellationToken ct)
                => (await cases.HistoryAsync(caller, id, ct)).ToResult(found => About(http, id, found)))
            .RequireStaff()
            .Discloses("history")
            .WithName("GetCaseHistory")
            .WithSummary("Everything that happened to a case, oldest first, each line sealed over the one before.")
            .Produces<IReadOnlyList<CaseHistoryLine>>()
            .ProducesProblems(401, 403, 404);
        group.MapPost("{id}/cancel", (string id, CaseInterventionRequest request, CurrentCaller caller, CaseChanges cases, CancellationToken ct)
                => StepInAsync(cases.CancelAsync(caller, id, request, ct)))
            .AsIntervention("CancelCase", "End a case that should not go on, for example one entered twice. The reason stays in the history.");
        group.MapPost("{id}/retry", (string id, CaseInterventionRequest request, CurrentCaller caller, CaseChanges cases, CancellationToken ct)
                => StepInAsync(cases.RetryAsync(caller, id, request, ct)))
            .AsIntervention("RetryCase", "Let the failed steps of a case try again once their cause is repaired.");
        group.MapPost("{id}/skip", (string id, CaseSkipRequest request, CurrentCaller caller, CaseChanges cases, CancellationToken ct)
                => StepInAsync(cases.SkipAsync(caller, id, request, ct)))
            .AsIntervention("SkipSteps", "Let failed steps of a case count as done, with the outcomes you name, where trying again cannot help. The reason stays in the history.");
        return routes;
    }

    /// <summary>Who may step in from outside a procedure, and what they may hear.</summary>
    private static RouteHandlerBuilder AsIntervention(this RouteHandlerBuilder route, string name, string summary) => route
        .RequireRole(Role.RelationsSupervisor, Role.Administrator)
        .WithName(name)
        .WithSummary(summary)
        .Produces<CaseChanged>()
        .ProducesProblems(400, 401, 403, 404, 409, 422);

    private static async Task<IResult> StepInAsync(Task<Outcome<Answer>> change) => (await change).ToResult(answer => answer);

    /// <summary>Only now: until the case is found the id is whatever the caller typed, and no line may hold that.</summary>
    private static Ok<T> About<T>(HttpContext http, string caseId, T found)
    {
        http.AboutCase(caseId);
        return TypedResults.Ok(found);
    }

    private static async Task<IResult> ListAsync(
        CurrentCaller caller, CaseQueries cases, CancellationToken ct,
        string? association = null, string? stage = null, string? q = null, [FromQuery(Name = "page")] int page = 1, int pageSize = 50)
    {
        CaseStage? wanted = null;
        if (stage is not null)
        {
            if (!EnumNames.TryRead<CaseStage>(stage, out var known))
            {
                return CaseAnswers.UnknownStage().ToResult();
            }

            wanted = known;
        }

        var filter = new CaseFilter(association, wanted?.ToString(), q, Paging.Of(page, pageSize));
        return TypedResults.Ok(await cases.ListAsync(caller, filter, ct));
    }
}
