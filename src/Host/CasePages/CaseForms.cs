using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.CasePages;

/// <summary>What is sent from a case's page. What is refused comes back on the same page with what was typed.</summary>
internal sealed class CaseForms(
    CurrentCaller caller, Reader reader, CaseDossier dossier, CaseAccess access, DocumentStore store, DocumentDesk documents, CommentDesk comments, ConversationDesk conversation, CaseChanges changes)
{
    private const int MostFiles = 4;

    /// <summary>What can have been done, as the page says it.</summary>
    public static readonly IReadOnlyList<string> Done = ["documents", "remove", "messages", "comments", "uncomment", "cancel", "retry", "skip"];

    public async Task<IResult> AddDocumentsAsync(string id, HttpContext context, CancellationToken ct)
    {
        // Asked before anything is kept: nobody fills the disk who may not.
        var seen = await access.OfAsync(caller, id, ct);
        if (seen.Refusal is not null || !seen.Value.MayAdd)
        {
            return (seen.Refusal ?? DocumentAnswers.MayNotAdd()).ToResult();
        }

        var form = await PostedForm.ReadAsync(context, ct);
        var typed = new CaseTyped("documents", Kind: form["kind"]);
        if (!form.IsFresh)
        {
            return await AgainAsync(id, typed, null, ct);
        }

        var (kept, errors) = (new List<StoredDocument>(), new List<FormError>());
        foreach (var file in form.Files.Take(MostFiles))
        {
            if ((await store.KeepAsync(file, null, ct)).Succeeded(out var one, out var refused))
            {
                kept.Add(one);
            }
            else
            {
                errors.Add(new("file", $"\u2068{DocumentName.Clean(file.FileName, FileKind.Pdf with { Extensions = [DocumentName.ExtensionOf(file.FileName)] })}\u2069: {refused.Message.In(reader.Language)}"));
            }
        }

        if (form.Files.Count == 0)
        {
            errors.Add(new("file", DocumentRules.Empty().Message.In(reader.Language)));
        }

        if (errors.Count > 0)
        {
            return await AgainAsync(id, typed, errors, StatusCodes.Status422UnprocessableEntity, ct);
        }

        foreach (var one in kept)
        {
            if ((await documents.AddAsync(caller, id, one, form["kind"], ct)).Refusal is { } refusal)
            {
                return await AgainAsync(id, typed, refusal, ct);
            }
        }

        return SeeOther.To($"/cases/{id}?done=documents#documents");
    }

    public Task<IResult> RemoveDocumentAsync(string id, string documentId, HttpContext context, CancellationToken ct) => DoAsync(
        id, context, form => new("remove", form["reason"], documentId), async form => (await documents.RemoveAsync(caller, id, documentId, form["reason"], ct)).Refusal, "remove", "documents", _ => $"reason-{documentId}", ct);

    public Task<IResult> SayAsync(string id, HttpContext context, CancellationToken ct) => DoAsync(
        id, context, form => new("messages", form["text"], form["channel"]),
        async form => (form["channel"].Length == 0 ? await conversation.SendAsync(caller, id, form["text"], OperationOf(form), ct) : await conversation.ReceiveAsync(caller, id, form["channel"], form["text"], OperationOf(form), ct)).Refusal,
        "messages", "talk", field => field == "text" ? "message" : field, ct);

    public Task<IResult> CommentAsync(string id, HttpContext context, CancellationToken ct) => DoAsync(
        id, context, form => new("comments", form["text"], Chosen: form.All("notify")), async form => (await comments.AddAsync(caller, id, form["text"], [.. form.All("notify")], OperationOf(form), ct)).Refusal,
        "comments", "comments", _ => "comment", ct);

    public Task<IResult> RemoveCommentAsync(string id, string commentId, HttpContext context, CancellationToken ct) => DoAsync(
        id, context, _ => new("uncomment"), async _ => (await comments.RemoveAsync(caller, id, commentId, ct)).Refusal, "uncomment", "comments", field => field, ct);

    public Task<IResult> StepInAsync(string id, string act, HttpContext context, CancellationToken ct) => DoAsync(
        id, context, form => new(act, form["reason"], form["outcome"]), async form => (await StepInAsync(id, act, form, ct)).Refusal, act, "next", field => field == "reason" ? $"reason-{act}" : field, ct);

    /// <summary>A form sent twice says its words once; other words in it, as after going back to it, are another thing to say.</summary>
    private static string? OperationOf(PostedForm form)
        => Guid.TryParse(form["operation"], out var shown) ? $"{shown:N}-{CommentDesk.HashOf(string.Join('\n', [form["text"], form["channel"], .. form.All("notify")]))}" : null;

    private Task<Outcome<Answer>> StepInAsync(string id, string act, PostedForm form, CancellationToken ct) => act switch
    {
        "cancel" => changes.CancelAsync(caller, id, new(form["reason"]), ct),
        "retry" => changes.RetryAsync(caller, id, new(form["reason"]), ct),
        _ => changes.SkipAsync(caller, id, new(form["reason"], form["step"].Length == 0 ? null : [form["step"]], form["outcome"].Length == 0 ? null : [form["outcome"]]), ct),
    };

    private async Task<IResult> DoAsync(
        string id, HttpContext context, Func<PostedForm, CaseTyped> typed, Func<PostedForm, Task<Refusal?>> act, string done, string section, Func<string, string> idOf, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        if (!form.IsFresh)
        {
            return await AgainAsync(id, typed(form), null, ct);
        }

        return await act(form) is not { } refusal ? SeeOther.To($"/cases/{id}?done={done}#{section}")
            : refusal.Kind is RefusalKind.NotFound or RefusalKind.Forbidden ? refusal.ToResult()
            : await AgainAsync(id, typed(form), [.. FormError.From(refusal, reader.Language, idOf)], Problem.From(refusal).Status, ct);
    }

    /// <summary>The page again: for a refusal of its own, or for a page that was open too long.</summary>
    private Task<IResult> AgainAsync(string id, CaseTyped typed, Refusal? refusal, CancellationToken ct) => refusal is null
        ? AgainAsync(id, typed, [new(null, reader["form.stale"])], StatusCodes.Status400BadRequest, ct)
        : AgainAsync(id, typed, [.. FormError.From(refusal, reader.Language)], Problem.From(refusal).Status, ct);

    private async Task<IResult> AgainAsync(string id, CaseTyped typed, IReadOnlyList<FormError> errors, int status, CancellationToken ct)
        => (await dossier.OfAsync(id, ct)).ToResult(view => Page.Of<CasePage>(new { View = view, Typed = typed, Errors = errors }, status));
}
