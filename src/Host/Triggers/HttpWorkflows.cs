using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Triggers;

/// <summary>
/// Requests under <c>/workflows/{association}/…</c>: starts the workflow that listens there, or wakes the instance that does. The answer goes out when
/// everything it tells of is committed.
/// </summary>
internal sealed class HttpWorkflows(
    UnitOfWork unitOfWork, BurstRunner bursts, TriggeredWorkflows triggered, DefinitionCatalogue definitions, AssociationRegistry associations,
    IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    /// <summary>No endpoint can ask for more.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    private const string TooLarge = "RequestTooLarge";

    public async Task<IResult> AnswerAsync(string association, string path, HttpContext http, CurrentCaller caller, CancellationToken ct)
    {
        await caller.IdentifyAsync(http.User, ct);
        if (associations.Find(association) is null || await MatchAsync(association, path, http.Request.Method, ct) is not { } match)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        if (match.Asks.Authorize is true && !caller.IsIn(association))
        {
            return (caller.IsKnown ? Problems.RoleRequired : Problems.SignInRequired).ToResult();
        }

        var body = await HttpRequestInput.BodyAsync(http.Request, Math.Min(match.Asks.RequestSizeLimit ?? BodyLimit.DefaultBytes, MostBytes), ct);
        JsonNode? content = null;
        if (body is not null && !HttpRequestInput.TryParse(http.Request, body, out content, out var unreadable))
        {
            return unreadable.ToResult();
        }

        var input = new JsonObject { [HttpEndpoint.RequestInput] = HttpRequestInput.Of(http.Request, path, match.RouteData, content, body is null ? TooLarge : null) };
        var actor = caller.IsIn(association) ? caller.ActorFor(association) : Actor.System(association);
        var outcome = await unitOfWork.WriteAsync((tx, token) => TakeInTx(tx, association, match, body is null, http.Request.Query["workflowInstanceId"], input, actor, token), ct);
        return outcome.Refusal?.Code == Problems.BodyTooLarge.Code ? Problems.BodyTooLarge.ToResult() : outcome.ToResult(file => new WorkflowResponse(file.InstanceId, file.Response));
    }

    private async Task<HttpMatch?> MatchAsync(string association, string path, string method, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var triggers = await context.Triggers.Where(row => row.Name == HttpEndpoint.BookmarkName && row.AssociationKey == association)
            .Select(row => new HttpWait(row.Hash, row.Payload!)).ToListAsync(ct);
        var waiting = await (
            from row in context.Bookmarks
            where row.Name == HttpEndpoint.BookmarkName
            join instance in context.Instances on row.WorkflowInstanceId equals instance.Id
            where instance.AssociationKey == association
            select new HttpWait(row.Hash, row.Payload!)).Distinct().ToListAsync(ct);
        return HttpListeners.Find([.. triggers, .. waiting], method, path);
    }

    /// <summary>A trigger comes before instances that wait; of those there must be one, or the caller says which.</summary>
    private async Task<Outcome<CaseFile>> TakeInTx(
        CaseTransaction tx, string association, HttpMatch match, bool tooLarge, string? instanceId, JsonObject input, Actor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var starts = instanceId is null ? await TriggerStore.FindInTx(tx, association, match.Hash, ct) : [];
        if (starts.Count > 1)
        {
            return Ambiguous();
        }

        if (starts is [var (version, activity)])
        {
            return tooLarge && !await ShowsTooLargeAsync(version, activity, ct)
                ? BodyTooLarge()
                : await triggered.StartInTx(tx, association, version, new Stimulus.Start(input, TriggerActivityId: activity), actor, now, ct);
        }

        var waiting = await BookmarkStore.FindInTx(tx, association, match.Hash, null, instanceId, ct);
        if (waiting is not [var (bookmark, instance)] || await CaseStore.LoadOfInstanceInTx(tx, instance, ct) is not { } file)
        {
            return waiting.Count > 1 ? Ambiguous() : BurstRefusals.For(StepVerdict.BookmarkNotFound);
        }

        if (tooLarge && !await ShowsTooLargeAsync(file.DefinitionVersionId, file.State.Bookmarks.First(one => one.Id == bookmark).ActivityId, ct))
        {
            return BodyTooLarge();
        }

        var burst = await bursts.StepInTx(tx, file, new Stimulus.ResumeBookmark(bookmark, input), actor, now, ct);
        return burst.Refusal is { } refusal ? refusal : file;
    }

    /// <summary>Whether the workflow itself says what happens to a request that is too large.</summary>
    private async Task<bool> ShowsTooLargeAsync(string version, string activityId, CancellationToken ct)
        => (await definitions.GraphAsync(version, ct)).Nodes.Select(node => node.Activity).OfType<HttpEndpoint>().Any(one => one.Id == activityId && one.Exposed(TooLarge));

    private static Refusal BodyTooLarge() => new(RefusalKind.RuleBroken, Problems.BodyTooLarge.Code, Problems.BodyTooLarge.Message);

    private static Refusal Ambiguous() => new(RefusalKind.Conflict, "ambiguous-workflow", new(
        "يستمع أكثر من سير عمل لهذا العنوان. حدد workflowInstanceId.", "More than one workflow listens at this address. Say workflowInstanceId."));
}
