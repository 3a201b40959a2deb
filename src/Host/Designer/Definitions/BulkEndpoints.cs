using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Refusals;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Elsa's calls about several definitions at once. Each is done by itself; what is refused is left out and the rest is done.</summary>
internal static class BulkEndpoints
{
    public static RouteGroupBuilder MapBulkActions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/bulk-actions");
        group.MapPost("delete/workflow-definitions/by-definition-id", async (DesignerScope scope, PublishReason reason, HttpContext http, DefinitionPublishing publishing, CancellationToken ct)
            => await DeleteAsync(scope, http, "definitionIds", id => publishing.ArchiveAsync(scope, id, reason, ct), ct)).ForDesigners();
        group.MapPost("delete/workflow-definitions/by-id", async (DesignerScope scope, PublishReason reason, HttpContext http, DefinitionPublishing publishing, CancellationToken ct)
            => await DeleteAsync(scope, http, "ids", id => publishing.ArchiveVersionAsync(scope, id, reason, ct), ct)).ForDesigners();
        group.MapPost("publish/workflow-definitions/by-definition-ids", PublishAsync).ForDesigners();
        group.MapPost("retract/workflow-definitions/by-definition-ids", RetractAsync).ForDesigners();
        return api;
    }

    /// <summary>The list of texts a body holds under that name.</summary>
    internal static async Task<Outcome<IReadOnlyList<string>>> IdsAsync(HttpContext http, string member, CancellationToken ct)
        => (await SentModel.BodyAsync(http.Request, ct)).Map(body => (IReadOnlyList<string>)[.. (body[member] as JsonArray ?? []).Select(id => id?.ToString()).OfType<string>().Distinct(StringComparer.Ordinal)]);

    private static async Task<IResult> DeleteAsync(DesignerScope scope, HttpContext http, string member, Func<string, Task<Outcome<bool>>> delete, CancellationToken ct)
    {
        if (!(await IdsAsync(http, member, ct)).Succeeded(out var ids, out var refusal))
        {
            return refusal.ToElsa(scope.Language);
        }

        var deleted = 0;
        foreach (var id in ids)
        {
            deleted += (await delete(id)).Succeeded(out var changed, out _) && changed ? 1 : 0;
        }

        return ElsaJson.Ok(new { Deleted = deleted });
    }

    /// <summary>When all that was asked for is refused, the reasons are told; they would be seen nowhere else.</summary>
    private static async Task<IResult> PublishAsync(DesignerScope scope, PublishReason reason, HttpContext http, DefinitionPublishing publishing, CancellationToken ct)
    {
        if (!(await IdsAsync(http, "definitionIds", ct)).Succeeded(out var ids, out var malformed))
        {
            return malformed.ToElsa(scope.Language);
        }

        var (published, already, missing, refusals) = (new List<string>(), new List<string>(), new List<string>(), new List<Refusal>());
        foreach (var id in ids)
        {
            if ((await publishing.PublishAsync(scope, id, reason, ct)).Succeeded(out var done, out var refusal))
            {
                (done.AlreadyPublished ? already : published).Add(id);
            }
            else if (refusal.Kind == RefusalKind.NotFound)
            {
                missing.Add(id);
            }
            else
            {
                refusals.Add(refusal);
            }
        }

        return refusals.Count > 0 && published.Count == 0
            ? refusals[0].ToElsa(scope.Language)
            : ElsaJson.Ok(new { Published = published, AlreadyPublished = already, NotFound = missing, UpdatedConsumers = Array.Empty<string>() });
    }

    private static async Task<IResult> RetractAsync(DesignerScope scope, PublishReason reason, HttpContext http, DefinitionPublishing publishing, CancellationToken ct)
    {
        if (!(await IdsAsync(http, "definitionIds", ct)).Succeeded(out var ids, out var malformed))
        {
            return malformed.ToElsa(scope.Language);
        }

        var (retracted, already, missing) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var id in ids)
        {
            ((await publishing.RetractAsync(scope, id, reason, ct)).Succeeded(out var done, out _) ? done.Changed ? retracted : already : missing).Add(id);
        }

        return ElsaJson.Ok(new { Retracted = retracted, AlreadyRetracted = already, NotFound = missing });
    }
}
