using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Absences;

/// <summary>Entering that somebody is away, and that they are back.</summary>
internal static class AbsencePages
{
    public static void MapAbsences(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/absences").AsPage().RequireStaff();
        group.MapGet("new", (AbsenceForm form, CancellationToken ct) => form.ShowAsync(null, [], ct));
        group.MapPost("new", PlanAsync).DisableAntiforgery();
        group.MapPost("{id}/end", EndAsync).DisableAntiforgery();
    }

    private static async Task<IResult> PlanAsync(HttpContext context, AbsenceForm form, CurrentCaller caller, AbsenceDesk desk, DeskScope scope, Reader reader, CancellationToken ct)
    {
        var posted = await PostedForm.ReadAsync(context, ct);
        if (scope.Current is not { } association)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        var errors = new List<FormError>();
        if (!posted.IsFresh)
        {
            errors.Add(new(null, reader["form.stale"]));
        }

        var (from, to) = (Day(posted["from"], "from", reader, errors), Day(posted["to"], "to", reader, errors));
        if (errors.Count == 0)
        {
            var person = posted["person"] is { Length: > 0 } other ? other : caller.Id;
            var outcome = await desk.PlanAsync(caller, association.Key, new(person, posted["deputy"] is { Length: > 0 } deputy ? deputy : null, from, to), ct);
            if (outcome.Succeeded(out _, out var refusal))
            {
                return SeeOther.To(person == caller.Id ? "/account?done=absence" : "/people?done=absence");
            }

            errors.AddRange(FormError.From(refusal, reader.Language));
        }

        return await form.ShowAsync(posted, errors, ct);
    }

    private static async Task<IResult> EndAsync(string id, HttpContext context, CurrentCaller caller, AbsenceDesk desk, CancellationToken ct)
    {
        var posted = await PostedForm.ReadAsync(context, ct);
        return !posted.IsFresh ? Problems.FormStale.ToResult()
            : (await desk.EndAsync(caller, id, ct)).Refusal is { } refusal ? refusal.ToResult()
            : SeeOther.To(LocalAddress.Of(posted["return"]));
    }

    private static DateOnly Day(string typed, string field, Reader reader, List<FormError> errors)
    {
        if (!TypedDate.TryParse(typed, out var day))
        {
            errors.Add(new(field, reader["absence.date-wrong"]));
        }

        return day;
    }
}

/// <summary>The form for an absence, empty or as it was filled in.</summary>
internal sealed class AbsenceForm(CurrentCaller caller, DeskScope scope, IDbContextFactory<CaseDbContext> contexts)
{
    public async Task<IResult> ShowAsync(PostedForm? typed, IReadOnlyList<FormError> errors, CancellationToken ct)
    {
        if (scope.Current is not { } association)
        {
            return Problems.NoSuchRoute.ToResult();
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var staff = await (
            from member in context.Users
            where member.DisabledAt == null && context.StaffRoles.Any(row => row.UserId == member.Id && row.AssociationKey == association.Key)
            orderby member.NameArabic
            select new { member.Id, member.NameArabic, member.NameEnglish }).ToListAsync(ct);
        return Page.Of<AbsencePage>(new
        {
            Association = association.Key,
            MayPlanForOthers = AbsenceDesk.Planners.Any(role => caller.RolesIn(association.Key).Contains(role.Key)),
            Staff = (IReadOnlyList<KeyValuePair<string, LocalizedText>>)[.. staff.Select(member => KeyValuePair.Create(member.Id, new LocalizedText(member.NameArabic, member.NameEnglish)))],
            Person = typed?["person"] ?? caller.Id,
            From = typed?["from"],
            To = typed?["to"],
            Deputy = typed?["deputy"],
            Errors = errors,
        }, errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
