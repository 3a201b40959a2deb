using System.Globalization;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Tasks;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Inbox;

/// <summary>
/// The inbox as a page: a list whose address says what it shows, and one form around it for everything that can be done from there. One task claimed leads to its own page;
/// several lead back here, where what was skipped says why.
/// </summary>
internal static class InboxPages
{
    private static readonly string[] Acts = ["claim", "release", "assign"];

    public static void MapInboxPages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/inbox", ShowAsync).RequireStaff().AsPage().Discloses("inbox");
        routes.MapPost("/inbox", ActAsync).RequireStaff().AsPage().Discloses("inbox").DisableAntiforgery(); // asked by PostedForm, which keeps what was chosen
    }

    private static async Task<IResult> ShowAsync(InboxDesk desk, DeskScope scope, Reader reader, HttpContext context, CancellationToken ct)
    {
        scope.Remember(context);
        return Show(await desk.ShowAsync(InboxAddress.Read(context.Request.Query, scope.Current?.Key), ct) with { Done = DoneText(context.Request.Query["done"], reader) });
    }

    private static async Task<IResult> ActAsync(
        InboxDesk desk, TaskChanges tasks, BulkTasks bulk, CurrentCaller caller, DeskScope scope, Reader reader, HttpContext context, CancellationToken ct)
    {
        var (form, address) = (await PostedForm.ReadAsync(context, ct), InboxAddress.Read(context.Request.Query, scope.Current?.Key));
        if (!form.IsFresh)
        {
            return await AgainAsync(reader["form.stale"], StatusCodes.Status400BadRequest);
        }

        if (form["claim"] is { Length: > 0 } one)
        {
            return (await tasks.ClaimAsync(caller, one, null, ct)).Succeeded(out _, out var no) ? SeeOther.To(TaskAddress.Of(one, address.Scope)) : await RefusedAsync(no);
        }

        if (form["release"] is { Length: > 0 } back)
        {
            return (await tasks.ReleaseAsync(caller, back, null, ct)).Succeeded(out _, out var no) ? SeeOther.To($"{address}&done=release-1") : await RefusedAsync(no);
        }

        var request = new BulkTaskRequest(form["do"], form.All("task"), form["assignee"]);
        if (!(await bulk.DoAsync(caller, request, reader.Language, ct)).Succeeded(out var answer, out var refusal))
        {
            return await RefusedAsync(refusal);
        }

        return answer.Skipped == 0 ? SeeOther.To(string.Create(CultureInfo.InvariantCulture, $"{address}&done={request.Action}-{answer.Done}")) : Show(await SkippedAsync(), StatusCodes.Status409Conflict);

        Task<IResult> RefusedAsync(Refusal refusal) => AgainAsync(refusal.Message.In(reader.Language), Web.Problem.From(refusal).Status);

        async Task<IResult> AgainAsync(string message, int status) => Show(await desk.ShowAsync(address, ct) with { Refused = message, Selected = form.All("task"), Assignee = form["assignee"] }, status);

        async Task<InboxView> SkippedAsync()
        {
            var skipped = answer.Results.Where(result => !result.Done).Select(result => (result.Id, result.Reason)).ToList();
            var numbers = await desk.NumbersAsync([.. skipped.Select(result => result.Id)], ct);
            return await desk.ShowAsync(address, ct) with
            {
                Done = answer.Done > 0 ? DoneText($"{request.Action}-{answer.Done}", reader) : null,
                Skipped = [.. skipped.Select(result => numbers.TryGetValue(result.Id, out var number) ? reader.Format("inbox.skipped-one", number, result.Reason ?? "") : result.Reason ?? "")],
            };
        }
    }

    private static IResult Show(InboxView view, int status = StatusCodes.Status200OK) => Page.Of<InboxPage>(new { View = view }, status);

    /// <summary>Such as <c>claim-3</c>, put into words; null for anything else, since addresses are anybody's to write.</summary>
    private static string? DoneText(string? done, Reader reader)
        => done?.Split('-') is [var act, var count] && Acts.Contains(act, StringComparer.Ordinal) && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= BulkTasks.Most
            ? reader.Format("inbox.done." + act, number)
            : null;
}
