using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;

namespace CaseWorkflows.Host.Conversations;

/// <summary>A comment to add.</summary>
/// <param name="Text">Up to 4000 characters; <c>@user-name</c> tells that person.</param>
/// <param name="Notify">Ids of others to tell.</param>
/// <param name="OperationId">The same one again adds nothing.</param>
internal sealed record NewComment(string Text, IReadOnlyList<string>? Notify = null, string? OperationId = null);

/// <summary>A message to the person, or, with a channel, what the person said by it.</summary>
internal sealed record NewMessage(string Text, string? Channel = null, string? OperationId = null);

internal static class ConversationsFeature
{
    public static WebApplicationBuilder AddConversations(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CommentDesk>();
        builder.Services.AddSingleton<ConversationDesk>();
        return builder;
    }

    public static IEndpointRouteBuilder MapConversations(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/v1/cases/{id}").WithTags("Cases").Discloses("conversation");
        group.MapGet("comments", async (string id, CurrentCaller caller, CaseAccess access, CommentDesk desk, CancellationToken ct)
                => (await access.OfAsync(caller, id, ct)).Succeeded(out var seen, out var refusal) ? TypedResults.Ok(await desk.OfAsync(caller, seen, ct)) : refusal.ToResult())
            .RequireStaff().WithName("ListComments").WithSummary("What staff said to each other about a case, as far as you may read it.")
            .Produces<IReadOnlyList<CommentLine>>().ProducesProblems(401, 403, 404);
        group.MapPost("comments", async (string id, NewComment comment, CurrentCaller caller, CommentDesk desk, HttpContext http, CancellationToken ct)
                => Created(http, id, await desk.AddAsync(caller, id, comment.Text, comment.Notify?.ToList() ?? [], comment.OperationId, ct)))
            .RequireStaff().WithName("AddComment").WithSummary("Say something about a case to others on the staff.")
            .Produces<Added>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 422);
        group.MapPost("comments/{commentId}/remove", async (string id, string commentId, CurrentCaller caller, CommentDesk desk, CancellationToken ct)
                => (await desk.RemoveAsync(caller, id, commentId, ct)).ToResult(comment => TypedResults.Ok(new Added(comment))))
            .RequireStaff().WithName("RemoveComment").WithSummary("Take a comment out of sight. That there was one stays in the history.")
            .Produces<Added>().ProducesProblems(401, 403, 404);
        group.MapPost("conversation", async (string id, NewMessage message, CurrentCaller caller, ConversationDesk desk, HttpContext http, CancellationToken ct)
                => Created(http, id, message.Channel is null ? await desk.SendAsync(caller, id, message.Text, message.OperationId, ct) : await desk.ReceiveAsync(caller, id, message.Channel, message.Text, message.OperationId, ct)))
            .RequireStaff().WithName("AddMessage").WithSummary("Send the person a message; or, with a channel, write down what they said.")
            .Produces<Added>(StatusCodes.Status201Created).ProducesProblems(400, 401, 403, 404, 422);
        return routes;
    }

    private static IResult Created(HttpContext http, string caseId, Outcome<string> added) => added.ToResult(id =>
    {
        http.AboutCase(caseId);
        return TypedResults.Json(new Added(id), statusCode: StatusCodes.Status201Created);
    });
}
