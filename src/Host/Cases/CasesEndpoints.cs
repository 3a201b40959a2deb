using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Cases;

/// <summary>Which cases, and which page of them.</summary>
internal sealed record CaseFilter(string? Association, string? Stage, string? Q, int Page, int PageSize);

internal static class CasesEndpoints
{
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
        return routes;
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
