using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Committees;

internal static class CommitteesFeature
{
    public static WebApplicationBuilder AddCommittees(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SittingChanges>();
        builder.Services.AddSingleton<SeatChanges>();
        builder.Services.AddSingleton<CommitteeActs>();
        builder.Services.AddSingleton<CommitteeQueries>();
        builder.Services.AddSingleton<CommitteeList>();
        builder.Services.AddScoped<SittingDesk>();
        builder.Services.AddSingleton<SessionQueries>();
        builder.Services.AddSingleton<SessionActs>();
        builder.Services.AddScoped<SessionDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapCommittees(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/user-tasks/{id}/committee").WithTags("Committees");
        group.MapGet("", async (string id, CurrentCaller caller, CommitteeQueries committees, HttpContext http, CancellationToken ct)
                => (await committees.FindAsync(caller, id, ct)).ToResult(found => About(http, found)))
            .RequireStaff().WithName("GetCommittee")
            .WithSummary("The committee that votes on a task: members, quorum, votes as far as the caller may see them, and when the decision leaves the house at the earliest.")
            .Produces<CommitteeView>().ProducesProblems(401, 403, 404);
        group.MapPost("vote", async (string id, VoteRequest request, CurrentCaller caller, CommitteeActs committees, HttpContext http, CancellationToken ct)
                => About(http, await committees.VoteAsync(caller, id, request, ct)))
            .AsAct("Vote", "Vote: Approve, Reject with a reason, or Abstain. A vote is final. The task ends with the vote that makes the decision certain.");
        group.MapPost("recuse", async (string id, RecusalRequest request, CurrentCaller caller, CommitteeActs committees, HttpContext http, CancellationToken ct)
                => About(http, await committees.RecuseAsync(caller, id, request, ct)))
            .AsAct("RecuseMember", "Stay out because of an interest in the case; the chair may say so for another member. Possible until the member has voted.");
        group.MapPost("close", async (string id, [FromBody] BallotRequest? request, CurrentCaller caller, CommitteeActs committees, HttpContext http, CancellationToken ct)
                => About(http, await committees.CloseAsync(caller, id, request ?? new(), ct)))
            .AsAct("CloseBallot", "Close the ballot: whoever has not voted stayed away, if the rules let them. For the chair, or an administrator.");
        group.MapPost("vote-again", async (string id, [FromBody] BallotRequest? request, CurrentCaller caller, CommitteeActs committees, HttpContext http, CancellationToken ct)
                => About(http, await committees.VoteAgainAsync(caller, id, request ?? new(), ct)))
            .AsAct("VoteAgain", "After a ballot without a decision: whoever holds the committee's role now votes afresh. For the chair, or an administrator.");
        group.MapPost("discussion", async (string id, DiscussionRequest request, CurrentCaller caller, CommitteeActs committees, HttpContext http, CancellationToken ct)
                => About(http, await committees.DiscussAsync(caller, id, request, ct)))
            .AsAct("Discuss", "Say something to the other members.");
        routes.MapSittingPages();
        routes.MapSessionPages();
        return routes;
    }

    private static void AsAct(this RouteHandlerBuilder route, string name, string summary) => route
        .RequireStaff().WithName(name).WithSummary(summary).Produces<TaskChanged>().ProducesProblems(400, 401, 403, 404, 409, 422);

    private static IResult About(HttpContext http, CommitteeView found)
    {
        http.AboutCase(found.CaseId);
        return TypedResults.Ok(found);
    }

    private static IResult About(HttpContext http, Outcome<TaskChanged> outcome)
    {
        if (outcome.Succeeded(out var changed, out _))
        {
            http.AboutCase(changed.CaseId);
        }

        return outcome.ToResult();
    }
}
