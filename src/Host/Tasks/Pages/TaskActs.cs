using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Forms.Pages;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using PageError = CaseWorkflows.Host.Web.Pages.FormError;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>What came of a post: what was done, or the page once more.</summary>
internal sealed record ActOutcome(string? Done, TaskSheet? Sheet = null, int Status = 200, SavedDraft? Saved = null);

/// <summary>What people do on a task's page.</summary>
internal sealed class TaskActs(TaskChanges changes, TaskDrafts drafts, TaskDesk desk, TaskForms forms, CurrentCaller caller, Reader text)
{
    public Task<ActOutcome> DoAsync(string id, TypedTask typed, TaskSheet sheet, CancellationToken ct) => typed.Do switch
    {
        "claim" => ClaimAsync(id, typed, ct),
        "release" => ReleaseAsync(id, typed, ct),
        "draft" => SaveAsync(id, typed, sheet, ct),
        "merge" => MergeAsync(id, typed, sheet, ct),
        _ when typed.Action.Length > 0 => CompleteAsync(id, typed, sheet, ct),
        _ when typed.Do.Length > 0 => Task.FromResult(new ActOutcome(null, sheet)), // more rows
        _ => Task.FromResult(new ActOutcome(null, sheet with { Errors = PageError.From(FormAnswers.Incomplete(), text.Language) }, StatusCodes.Status422UnprocessableEntity)),
    };

    private async Task<ActOutcome> ClaimAsync(string id, TypedTask typed, CancellationToken ct)
        => (await changes.ClaimAsync(caller, id, null, ct)).Refusal is { } refusal ? await RefusedAsync(id, typed, refusal, ct) : new("claimed");

    /// <summary>Whoever gives a task back may take it again: what was typed is saved first.</summary>
    private async Task<ActOutcome> ReleaseAsync(string id, TypedTask typed, CancellationToken ct)
    {
        if (typed.Content.Fields.Any(field => field.Value.Length > 0) || typed.Content.Reason.Length > 0)
        {
            await drafts.SaveAsync(caller, id, typed.Content, typed.Draft, ct);
        }

        return (await changes.ReleaseAsync(caller, id, null, ct)).Refusal is { } refusal ? await RefusedAsync(id, typed, refusal, ct) : new("released");
    }

    private async Task<ActOutcome> SaveAsync(string id, TypedTask typed, TaskSheet sheet, CancellationToken ct, string done = "saved")
    {
        if (!(await drafts.SaveAsync(caller, id, typed.Content, typed.Draft, ct)).Succeeded(out var saving, out var refusal))
        {
            return await RefusedAsync(id, typed, refusal, ct);
        }

        return saving.IsOvertaken
            ? new(null, Differing(sheet, typed, saving.Draft), StatusCodes.Status409Conflict)
            : new(done, Saved: saving.Draft);
    }

    /// <summary>Takes over, field by field, what was picked; the rest stays as typed here.</summary>
    private async Task<ActOutcome> MergeAsync(string id, TypedTask typed, TaskSheet sheet, CancellationToken ct)
    {
        if (await drafts.FindAsync(id, caller.Id, ct) is not { } other)
        {
            return await SaveAsync(id, typed, sheet, ct);
        }

        var theirs = typed.Picks.Where(pick => pick.Value == "theirs").Select(pick => pick.Key).ToHashSet(StringComparer.Ordinal);
        var merged = new DraftContent(
            [.. typed.Content.Fields.Where(field => !theirs.Contains(DraftDifferences.KeyOf(field.Key))), .. other.Content.Fields.Where(field => theirs.Contains(DraftDifferences.KeyOf(field.Key)))],
            theirs.Contains(DraftDifferences.Reason) ? other.Content.Reason : typed.Content.Reason);
        return await SaveAsync(id, typed with { Content = merged }, sheet, ct, "merged");
    }

    private async Task<ActOutcome> CompleteAsync(string id, TypedTask typed, TaskSheet sheet, CancellationToken ct)
    {
        if (sheet.Paper is { } paper)
        {
            // A doubt is told once and is no wall: the second time it passes.
            var reading = FormRules.Read(paper.Form, typed.Input, typed.Action, forms.ContextOf(id, sheet.Association));
            var noted = string.Join(' ', reading.Doubts.Select(doubt => doubt.Path));
            if (reading.Errors.Count == 0 && noted.Length > 0 && noted != typed.Noted)
            {
                var doubts = reading.Doubts.Select(doubt => new PageError(FormPaper.IdOf(doubt.Path), doubt.Message.In(text.Language))).ToList();
                return new(null, sheet with
                {
                    Noted = noted, Paper = paper with { Doubts = doubts },
                    Errors = [.. doubts.Zip(reading.Doubts, (shown, doubt) => shown with { Message = $"{paper.LabelOf(doubt.Path)}: {shown.Message}" }), new(null, text["task.doubt-once"])],
                }, StatusCodes.Status422UnprocessableEntity);
            }
        }

        var request = new CompleteTaskRequest(
            typed.Action, typed.Content.Fields.Count == 0 ? null : typed.Input.ToJson(), typed.Content.Reason.Length > 0 ? typed.Content.Reason : null, typed.Revision, typed.Operation.Length > 0 ? typed.Operation : null);
        return (await changes.CompleteAsync(caller, id, request, ct)).Refusal is { } refusal ? await RefusedAsync(id, typed, refusal, ct) : new("completed");
    }

    /// <summary>The page as it is by now, with everything typed and what was refused.</summary>
    private async Task<ActOutcome> RefusedAsync(string id, TypedTask typed, Refusal refusal, CancellationToken ct)
    {
        var sheet = (await desk.SheetAsync(id, typed, ct))!;
        var isOfFields = refusal.Field == "reason" || refusal.Field?.StartsWith("data.", StringComparison.Ordinal) == true;
        var beside = isOfFields ? PageError.From(refusal, text.Language, Id) : [new PageError(null, refusal.Message.In(text.Language))];
        var above = isOfFields && sheet.Paper is { } paper ? Labelled(refusal, paper) : beside;
        return new(null, sheet with { Errors = above, Paper = sheet.Paper is { } form ? form with { Errors = beside } : null }, Problem.From(refusal).Status);
    }

    private IReadOnlyList<PageError> Labelled(Refusal refusal, FormPaper paper)
    {
        var errors = refusal.Facts?.GetValueOrDefault(FieldErrors.Fact) as IReadOnlyDictionary<string, IReadOnlyList<FieldError>>
            ?? new Dictionary<string, IReadOnlyList<FieldError>>(StringComparer.Ordinal) { [refusal.Field!] = [new(refusal.Code, refusal.Message)] };
        return [.. errors.SelectMany(field => field.Value.Select(error => new PageError(Id(field.Key), $"{(field.Key == "reason" ? text["task.reason"] : paper.LabelOf(field.Key["data.".Length..]))}: {error.Message.In(text.Language)}")))];
    }

    private static string Id(string field) => field.StartsWith("data.", StringComparison.Ordinal) ? FormPaper.IdOf(field["data.".Length..]) : field;

    private TaskSheet Differing(TaskSheet sheet, TypedTask typed, SavedDraft other) => sheet with
    {
        Draft = other.Revision, DraftSavedAt = other.SavedAt, Errors = [new("differences", text["task.other-tab"])],
        Differences = DraftDifferences.Of(typed.Content, other.Content, sheet.Paper is { } paper ? paper with { Files = desk.FilesIn(paper.Form, sheet.Id, [.. typed.Content.Fields, .. other.Content.Fields]) } : null, text["task.reason"]),
    };
}
