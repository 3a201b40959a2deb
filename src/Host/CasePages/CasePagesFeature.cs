using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.CasePages;

/// <summary>The pages about cases: the list with its search, a case, and its file on paper.</summary>
internal static class CasePagesFeature
{
    private static readonly Refusal FileHidden = new(RefusalKind.Forbidden, "case-file-hidden", new(
        "يطبع ملف الحالة من يطّلع على كامل بياناتها.", "A case's file is printed by those who see all of it."));

    public static WebApplicationBuilder AddCasePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CaseMap>();
        builder.Services.AddSingleton<CaseRelations>();
        builder.Services.AddSingleton<CaseMinutes>();
        builder.Services.AddScoped<CaseList>();
        builder.Services.AddScoped<CaseDossier>();
        builder.Services.AddScoped<CaseForms>();
        return builder;
    }

    public static IEndpointRouteBuilder MapCasePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/cases").AsPage().RequireStaff().Discloses("case");
        group.MapGet("", ListAsync).Discloses("cases");
        group.MapGet("{id}", ShowAsync);
        group.MapGet("{id}/print", PrintAsync).Discloses("case-file");
        group.MapGet("{id}/minutes/{session}", MinutesAsync).Discloses("minutes");
        group.MapPost("{id}/documents", (string id, HttpContext http, CaseForms forms, CancellationToken ct) => forms.AddDocumentsAsync(id, http, ct)).TakesFiles().DisableAntiforgery();
        group.MapPost("{id}/documents/{documentId}/remove", (string id, string documentId, HttpContext http, CaseForms forms, CancellationToken ct) => forms.RemoveDocumentAsync(id, documentId, http, ct)).DisableAntiforgery();
        group.MapPost("{id}/messages", (string id, HttpContext http, CaseForms forms, CancellationToken ct) => forms.SayAsync(id, http, ct)).DisableAntiforgery();
        group.MapPost("{id}/comments", (string id, HttpContext http, CaseForms forms, CancellationToken ct) => forms.CommentAsync(id, http, ct)).DisableAntiforgery();
        group.MapPost("{id}/comments/{commentId}/remove", (string id, string commentId, HttpContext http, CaseForms forms, CancellationToken ct) => forms.RemoveCommentAsync(id, commentId, http, ct)).DisableAntiforgery();
        group.MapPost("{id}/{act:regex(^(cancel|retry|skip)$)}", (string id, string act, HttpContext http, CaseForms forms, CancellationToken ct) => forms.StepInAsync(id, act, http, ct)).DisableAntiforgery();
        return routes;
    }

    private static async Task<IResult> ListAsync(HttpContext context, DeskScope scope, CaseList list, CancellationToken ct)
    {
        scope.Remember(context);
        return scope.Current is { } association ? Page.Of<CaseListPage>(new { View = await list.OfAsync(association, CaseListQuery.Of(context.Request, association.Key), ct) }) : Problems.RoleRequired.ToResult();
    }

    private static async Task<IResult> ShowAsync(string id, HttpContext context, CaseDossier dossier, CommentDesk comments, CurrentCaller caller, CancellationToken ct, string? done = null)
    {
        if (!(await dossier.OfAsync(id, ct)).Succeeded(out var view, out var refusal))
        {
            return refusal.ToResult();
        }

        context.AboutCase(id);
        if (view.Comments.Any(comment => comment.IsNew))
        {
            await comments.SeeAsync(caller, id, ct);
        }

        return Page.Of<CasePage>(new { View = view, Done = CaseForms.Done.Contains(done, StringComparer.Ordinal) ? done : null });
    }

    private static async Task<IResult> MinutesAsync(string id, string session, HttpContext context, CaseAccess access, CaseMinutes minutes, CurrentCaller caller, Reader reader, CancellationToken ct)
    {
        var seen = await access.OfAsync(caller, id, ct);
        if (seen.Refusal is not null || !seen.Value.IsWhole)
        {
            return (seen.Refusal ?? DocumentAnswers.Hidden()).ToResult();
        }

        context.AboutCase(id);
        return await minutes.ExtractAsync(seen.Value.Case, session, reader.Language, ct) is var (shown, html)
            ? Page.Of<CaseMinutesPage>(new { CaseId = id, Association = seen.Value.Case.AssociationKey, Minutes = shown, Html = html })
            : DocumentAnswers.NoSuchDocument().ToResult();
    }

    private static async Task<IResult> PrintAsync(string id, HttpContext context, CaseDossier dossier, CaseActs acts, CurrentCaller caller, TimeProvider clock, CancellationToken ct)
    {
        var read = await dossier.OfAsync(id, ct);
        if (read.Refusal is not null || !read.Value.IsWhole)
        {
            return (read.Refusal ?? FileHidden).ToResult();
        }

        context.AboutCase(id);
        var printed = await acts.DoAsync<bool>(caller, id, async (tx, file, actor, now, token) =>
        {
            await CaseActs.RecordInTx(tx, file, actor, "CaseFilePrinted", now, null, new JsonObject { ["seq"] = file.HistorySeq, ["hash"] = file.HistoryHash }, token);
            return true;
        }, ct);
        return printed.ToResult(_ => Page.Of<CasePrintPage>(new { View = read.Value, At = clock.GetUtcNow() }));
    }
}
