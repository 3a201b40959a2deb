using CaseWorkflows.Cases.Forms;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Forms.Pages;
using CaseWorkflows.Host.Logging;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using PageError = CaseWorkflows.Host.Web.Pages.FormError;

namespace CaseWorkflows.Host.Tasks.Pages;

/// <summary>The page of one task: see what it is about, take it, fill in its form, end it.</summary>
internal static class TaskPages
{
    public static IEndpointRouteBuilder MapTaskPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tasks/{id}", ShowAsync).RequireStaff().AsPage().Discloses("task");
        routes.MapPost("/tasks/{id}", (Delegate)PostAsync).RequireStaff().AsPage().Discloses("task").TakesFiles().DisableAntiforgery();
        return routes;
    }

    private static async Task<IResult> ShowAsync(string id, TaskDesk desk, TaskQueries tasks, CurrentCaller caller, Reader text, HttpContext http, string? done, CancellationToken ct)
    {
        if (await desk.SheetAsync(id, null, ct) is not { } sheet)
        {
            return TaskChanges.NoSuchTask().ToResult();
        }

        if (sheet.IsVote && caller.HoldsAnyOf(DeskParts.CommitteeRoles, sheet.Association))
        {
            return SeeOther.To($"/committee/{id}");
        }

        var from = TaskAddress.Scope(http.Request);
        var isOver = sheet.Standing == TaskStanding.Over && done == "completed";
        var next = isOver ? await tasks.ListAsync(caller, from, new() { Association = sheet.Association }, Paging.Of(1, 1), text.Language, ct) : null;
        return Page(http, sheet with
        {
            Done = done is "claimed" or "released" or "saved" or "merged" or "completed" ? text["task.done." + done] : null,
            From = from, Next = next?.Items is [var first, ..] ? first : null,
        });
    }

    private static async Task<IResult> PostAsync(string id, HttpContext http, TaskActs acts, TaskDesk desk, TaskFiles files, Reader text, CancellationToken ct)
    {
        var posted = await PostedForm.ReadAsync(http, ct);
        var (typed, refused) = await files.TakeAsync(id, TypedTask.Of(posted), posted.Files, ct);
        if (await desk.SheetAsync(id, typed, ct) is not { } sheet)
        {
            return TaskChanges.NoSuchTask().ToResult();
        }

        if (!posted.IsFresh)
        {
            return WantsData(http) ? TypedResults.Json(new { message = text["form.stale"] }, statusCode: 400) : Page(http, sheet with { Errors = [new(null, text["form.stale"])] }, 400);
        }

        if (refused.Count > 0 && sheet.Paper is { } paper)
        {
            var beside = refused.Select(error => new PageError(FormPaper.IdOf(error.Path), error.Message.In(text.Language))).ToList();
            var above = refused.Zip(beside, (error, shown) => shown with { Message = $"{paper.LabelOf(error.Path)}: {shown.Message}" }).ToList();
            return Page(http, sheet with { Errors = above, Paper = paper with { Errors = beside } }, 422);
        }

        var outcome = await acts.DoAsync(id, typed, sheet, ct);
        if (WantsData(http))
        {
            return outcome.Saved is { } saved
                ? TypedResults.Json(new { message = text.Format("task.saved-at", Reader.Moment(saved.SavedAt)[11..]), draft = saved.Revision })
                : TypedResults.Json(new { message = outcome.Sheet?.Errors is [var first, ..] ? first.Message : text["task.not-saved"] }, statusCode: outcome.Status);
        }

        return outcome.Done is { } done ? SeeOther.To(TaskAddress.Of(id, TaskAddress.Scope(http.Request), done)) : Page(http, outcome.Sheet!, outcome.Status);
    }

    private static IResult Page(HttpContext http, TaskSheet sheet, int status = 200)
    {
        http.AboutCase(sheet.CaseId);
        return Web.Pages.Page.Of<TaskPage>(new { Sheet = sheet }, status);
    }

    /// <summary>True for the script that saves while one types.</summary>
    private static bool WantsData(HttpContext http) => http.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
}
