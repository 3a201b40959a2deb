using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People.Accounts;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;

namespace CaseWorkflows.Host.People.Branches;

/// <summary>Opening and giving up branch offices.</summary>
internal static class BranchPages
{
    public static void MapBranches(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/branches").AsPage().RequireRole(Role.Administrator);
        group.MapGet("new", (DeskScope scope, CurrentCaller caller) => PeoplePages.Administered(scope, caller) is { } association ? Show(association.Key, null, []) : Problems.RoleRequired.ToResult());
        group.MapPost("new", OpenAsync).DisableAntiforgery();
        group.MapPost("{id}/close", CloseAsync).DisableAntiforgery();
    }

    private static async Task<IResult> OpenAsync(HttpContext context, DeskScope scope, CurrentCaller caller, BranchDesk desk, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        if (PeoplePages.Administered(scope, caller) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        return !form.IsFresh ? Show(association.Key, form, [new(null, reader["form.stale"])])
            : (await desk.OpenAsync(association.Key, new(form["nameArabic"], form["nameEnglish"]), ct)).Refusal is { } refusal ? Show(association.Key, form, FormError.From(refusal, reader.Language))
            : SeeOther.To("/people?done=branch");
    }

    private static async Task<IResult> CloseAsync(string id, HttpContext context, DeskScope scope, CurrentCaller caller, BranchDesk desk, CancellationToken ct)
    {
        if (PeoplePages.Administered(scope, caller) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        return !(await PostedForm.ReadAsync(context, ct)).IsFresh ? Problems.FormStale.ToResult()
            : (await desk.CloseAsync(association.Key, id, ct)).Refusal is { } refusal ? refusal.ToResult()
            : SeeOther.To("/people");
    }

    private static IResult Show(string association, PostedForm? typed, IReadOnlyList<FormError> errors) => Page.Of<BranchPage>(
        new { Association = association, NameArabic = typed?["nameArabic"], NameEnglish = typed?["nameEnglish"], Errors = errors },
        errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
