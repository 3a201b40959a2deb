using System.Globalization;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Tasks;
using Microsoft.Extensions.Primitives;

namespace CaseWorkflows.Host.Inbox;

/// <summary>
/// How much there is in each scope, for the badges of pages that stay open. Asked every twenty seconds by each of them, with the tag of the answer before; most
/// answers are 304 and empty.
/// </summary>
internal static class CountsEndpoint
{
    public static void MapCounts(this IEndpointRouteBuilder routes) => routes.MapGet("/inbox/counts", AnswerAsync).RequireStaff().WithTags("User tasks").WithName("CountUserTasks")
        .WithSummary("How many tasks there are in each scope, counted up to 99, cases with a failed step, and comments for you. Ask again with the ETag: 304 when nothing changed.")
        .Produces<InboxCounts>().Produces(StatusCodes.Status304NotModified);

    private static async Task<IResult> AnswerAsync(CurrentCaller caller, TaskQueries tasks, DeskScope scope, HttpContext http, CancellationToken ct)
    {
        var association = scope.Current?.Key;
        var counts = await tasks.CountAsync(caller, association, ct);
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{association}.{counts.Mine}.{counts.Available}.{counts.All}.{counts.NeedsAttention}.{counts.Failed}.{counts.Mentions}\"");
        var headers = http.Response.Headers;
        (headers.ETag, headers.CacheControl, headers.Vary) = (tag, "private, no-cache", "Cookie, Authorization");
        return http.Request.Headers.IfNoneMatch.Contains(tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(counts);
    }
}
