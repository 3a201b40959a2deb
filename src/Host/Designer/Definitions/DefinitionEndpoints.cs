using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Designer.Definitions;

/// <summary>Elsa's calls about single definitions, as the Studio makes them.</summary>
internal static class DefinitionEndpoints
{
    /// <summary>Up to here a body that is too long is told so; beyond, the connection is not read to its end.</summary>
    public const long ReadAtAll = 64L * 1024 * 1024;

    public static RouteGroupBuilder MapDefinitions(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-definitions");
        group.MapGet("", async (DesignerScope scope, HttpContext http, DefinitionQuery query, CancellationToken ct) => ElsaJson.Ok(await query.ListAsync(scope, http.Request.Query, ct))).ForReaders();
        group.MapGet("by-definition-id/{definitionId}", async (string definitionId, [FromQuery] string? versionOptions, DesignerScope scope, DefinitionQuery query, KnownActivities known, CancellationToken ct)
            => await AnswerAsync(await query.FindAsync(scope, definitionId, versionOptions, ct), scope, known, ct)).ForReaders();
        group.MapGet("by-id/{versionId}", async (string versionId, DesignerScope scope, DefinitionQuery query, KnownActivities known, CancellationToken ct)
            => await AnswerAsync(await query.ByIdAsync(scope, versionId, ct), scope, known, ct)).ForReaders();
        group.MapGet("validation/is-name-unique", async ([FromQuery] string? name, [FromQuery] string? definitionId, DesignerScope scope, DefinitionQuery query, CancellationToken ct)
            => ElsaJson.Ok(new { IsUnique = await query.IsNameUniqueAsync(scope, name ?? "", definitionId, ct) })).ForReaders();
        group.MapPost("", SaveAsync).ForDesigners().Large();
        group.MapPost("import", ImportAsync).ForDesigners().Large();
        group.MapPost("{definitionId}/publish", async (string definitionId, DesignerScope scope, PublishReason reason, DefinitionPublishing publishing, KnownActivities known, CancellationToken ct)
            => await SavedAsync(await publishing.PublishAsync(scope, definitionId, reason, ct), scope, known, ct)).ForDesigners();
        group.MapPost("{definitionId}/retract", async (string definitionId, DesignerScope scope, PublishReason reason, DefinitionPublishing publishing, KnownActivities known, CancellationToken ct)
            => (await publishing.RetractAsync(scope, definitionId, reason, ct)).Succeeded(out var retracted, out var refusal)
                ? await AnswerAsync(retracted.Latest, scope, known, ct)
                : refusal.ToElsaOrNotFound(scope.Language)).ForDesigners();
        group.MapPost("{definitionId}/revert/{version:int}", async (string definitionId, int version, DesignerScope scope, DefinitionDrafts drafts, CancellationToken ct)
            => (await drafts.RevertAsync(scope, definitionId, version, ct)).Succeeded(out var row, out var refusal)
                ? ElsaJson.Ok(DefinitionAnswer.Summary(row, mayDraw: true))
                : refusal.ToElsaOrNotFound(scope.Language)).ForDesigners();
        group.MapDelete("{definitionId}", async (string definitionId, DesignerScope scope, PublishReason reason, DefinitionPublishing publishing, CancellationToken ct)
            => Done(await publishing.ArchiveAsync(scope, definitionId, reason, ct), scope)).ForDesigners();
        api.MapDelete("/workflow-definition-versions/{versionId}", async (string versionId, DesignerScope scope, PublishReason reason, DefinitionPublishing publishing, CancellationToken ct)
            => Done(await publishing.ArchiveVersionAsync(scope, versionId, reason, ct), scope)).ForDesigners();
        return api;
    }

    public static RouteHandlerBuilder ForReaders(this RouteHandlerBuilder endpoint) => endpoint.RequireRole(DesignerScope.Readers);

    public static RouteHandlerBuilder ForDesigners(this RouteHandlerBuilder endpoint) => endpoint.RequireRole(Role.ProcessDesigner);

    public static RouteHandlerBuilder Large(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new RequestSizeLimitAttribute(ReadAtAll));

    internal static async Task<IResult> AnswerAsync(DefinitionRow? row, DesignerScope scope, KnownActivities known, CancellationToken ct) => row is null
        ? ElsaRefusals.NoSuchDefinition().ToElsaOrNotFound(scope.Language)
        : ElsaJson.Ok(DefinitionAnswer.Of(row, scope.MayDraw(row.AssociationKey), await known.InAsync(scope.Readable, ct)));

    /// <summary>Saves; and publishes when asked to, which may be refused while the draft stays saved.</summary>
    private static async Task<IResult> SaveAsync(
        DesignerScope scope, PublishReason reason, HttpContext http, DefinitionDrafts drafts, DefinitionPublishing publishing, KnownActivities known, CancellationToken ct)
    {
        if (!(await SentModel.BodyAsync(http.Request, ct)).Succeeded(out var body, out var unreadable))
        {
            return unreadable.ToElsa(scope.Language);
        }

        if (!SentModel.Read(body["model"]).Succeeded(out var model, out var malformed))
        {
            return malformed.ToElsa(scope.Language);
        }

        var saved = await drafts.SaveAsync(scope, model, ct);
        var publish = body["publish"]?.GetValueKind() == System.Text.Json.JsonValueKind.True;
        return !saved.Succeeded(out var row, out _) || !publish
            ? await SavedAsync(saved.Map(draft => new Published(draft, AlreadyPublished: false)), scope, known, ct)
            : await SavedAsync(await publishing.PublishAsync(scope, row.DefinitionId, reason, ct), scope, known, ct);
    }

    private static async Task<IResult> ImportAsync(DesignerScope scope, HttpContext http, DefinitionDrafts drafts, KnownActivities known, CancellationToken ct)
    {
        Refusal? refusal;
        return (await SentModel.BodyAsync(http.Request, ct)).Succeeded(out var body, out refusal)
            && SentModel.Read(body).Succeeded(out var model, out refusal)
            && (await drafts.ImportAsync(scope, model, ct)).Succeeded(out var row, out refusal)
            ? await AnswerAsync(row, scope, known, ct)
            : refusal!.ToElsa(scope.Language);
    }

    private static async Task<IResult> SavedAsync(Outcome<Published> outcome, DesignerScope scope, KnownActivities known, CancellationToken ct)
        => outcome.Succeeded(out var saved, out var refusal)
            ? ElsaJson.Ok(new JsonObject
            {
                ["workflowDefinition"] = DefinitionAnswer.Of(saved.Row, mayDraw: true, await known.InAsync(scope.Readable, ct)),
                ["alreadyPublished"] = saved.AlreadyPublished,
                ["consumingWorkflowCount"] = 0,
            })
            : refusal.ToElsa(scope.Language);

    private static IResult Done(Outcome<bool> outcome, DesignerScope scope) => outcome.Refusal is { } refusal ? refusal.ToElsaOrNotFound(scope.Language) : TypedResults.NoContent();
}
