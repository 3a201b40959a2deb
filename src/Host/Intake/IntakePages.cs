using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.FollowUp;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Reads;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.Intake;

/// <summary>One screen for requests that staff enter: find the person, fill in what is new, open the case, hand out the slip.</summary>
internal static class IntakePages
{
    public static void MapIntakePages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/intake", ShowAsync).RequireRole([.. IntakeRules.Openers]).AsPage().Discloses("intake");
        routes.MapPost("/intake", SendAsync).RequireRole([.. IntakeRules.Openers]).AsPage().Discloses("intake").TakesFiles().DisableAntiforgery(); // asked by PostedForm, which keeps what was typed
        routes.MapGet("/intake/done/{caseId}", DoneAsync).RequireRole([.. IntakeRules.Openers]).AsPage().Discloses("intake");
        routes.MapPost("/intake/done/{caseId}", ReissueAsync).RequireRole([.. IntakeRules.Openers]).AsPage().Discloses("intake").DisableAntiforgery();
    }

    private static async Task<IResult> ShowAsync(IntakeDesk desk, DeskScope scope, CurrentCaller caller, HttpContext context, CancellationToken ct, string? q = null, string? person = null)
    {
        scope.Remember(context);
        return AssociationOf(scope, caller) is { } association
            ? Show(await desk.StartAsync(association, string.IsNullOrWhiteSpace(q) ? null : q.Trim(), string.IsNullOrWhiteSpace(person) ? null : person, ct))
            : Problems.RoleRequired.ToResult();
    }

    private static async Task<IResult> SendAsync(
        IntakeDesk desk, FollowUpCodes codes, ShownOnce shown, DeskScope scope, CurrentCaller caller, HttpContext context, CancellationToken ct)
    {
        if (AssociationOf(scope, caller) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        var form = await PostedForm.ReadAsync(context, ct);
        var (typed, unfit) = await desk.TakeScanAsync(IntakeTyped.Read(form), form.Files["scan"], ct);
        if (!form.IsFresh)
        {
            return Show(await desk.StaleAsync(association, typed, ct), StatusCodes.Status400BadRequest);
        }

        var outcome = await desk.OpenAsync(association, typed, unfit, ct);
        if (outcome.CaseId is not { } caseId)
        {
            return Show(outcome.Again!, outcome.Status);
        }

        // Sent a second time, the case is the same and has its code already, which nobody can read any more.
        if ((await codes.IssueFirstAsync(caller, caseId, ct)).Succeeded(out var code, out _) && code is not null)
        {
            shown.Keep(context, caseId, code);
        }

        return SeeOther.To($"/intake/done/{caseId}");
    }

    private static async Task<IResult> DoneAsync(
        string caseId, CaseQueries cases, ShownOnce shown, AssociationRegistry associations, CurrentCaller caller, Reader reader, HttpContext context, CancellationToken ct)
    {
        if (!(await cases.FindAsync(caller, caseId, reader.Language, ct)).Succeeded(out var found, out _) || associations.Find(found.Association)?.Profile is not { } profile
            || !caller.HoldsAnyOf(IntakeRules.Openers, found.Association))
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var next = found.OpenTasks is [var first, ..] ? first : null;
        var service = profile.Services.FirstOrDefault(service => service.Key == found.Service)?.Name;
        return Page.Of<OpenedPage>(new
        {
            View = new OpenedView(
                found.Id, found.Number, reader.In(profile.Name), service is null ? found.Service : reader.In(service), found.OpenedAt, shown.Take(context, caseId), next?.Title, next?.DueAt),
        });
    }

    private static async Task<IResult> ReissueAsync(string caseId, FollowUpCodes codes, ShownOnce shown, CurrentCaller caller, HttpContext context, CancellationToken ct)
    {
        if (!(await PostedForm.ReadAsync(context, ct)).IsFresh)
        {
            return Problems.FormStale.ToResult();
        }

        if (!(await codes.ReissueAsync(caller, caseId, ct)).Succeeded(out var code, out var refusal))
        {
            return refusal.ToResult();
        }

        shown.Keep(context, caseId, code);
        return SeeOther.To($"/intake/done/{caseId}");
    }

    /// <summary>The association chosen, where the caller takes requests there; else the first where they do.</summary>
    private static Association? AssociationOf(DeskScope scope, CurrentCaller caller)
        => scope.Current is { } current && caller.HoldsAnyOf(IntakeRules.Openers, current.Key) ? current
            : scope.Associations.FirstOrDefault(association => caller.HoldsAnyOf(IntakeRules.Openers, association.Key));

    private static IResult Show(IntakeView view, int status = StatusCodes.Status200OK) => Page.Of<IntakePage>(new { View = view }, status);
}
