using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.People.Accounts;

/// <summary>An administrator's pages about who works for an association.</summary>
internal static class PeoplePages
{
    /// <summary>Sent along, so that a form without a tick is told from one that was cut short: no tick takes every role away.</summary>
    internal const string WholeField = "whole";

    public static void MapPeoplePages(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/people").AsPage().RequireRole(Role.Administrator);
        group.MapGet("", async (string? done, HttpContext context, DeskScope scope, StaffList list, CurrentCaller caller, CancellationToken ct) =>
            Administered(scope, caller) is { } association ? await list.ShowAsync(association, Remembered(scope, context, done), ct) : Problems.RoleRequired.ToResult());
        group.MapGet("new", (DeskScope scope, CurrentCaller caller) => Administered(scope, caller) is { } association ? ShowNew(association, null, []) : Problems.RoleRequired.ToResult());
        group.MapPost("new", AddAsync).DisableAntiforgery();
        group.MapGet("{id}", async (string id, string? done, DeskScope scope, StaffList list, CurrentCaller caller, CancellationToken ct) =>
            Administered(scope, caller) is { } association ? await list.ShowOneAsync(association, id, done, null, [], ct) : Problems.RoleRequired.ToResult());
        group.MapPost("{id}", AppointAsync).DisableAntiforgery();
        group.MapPost("{id}/{act:regex(^(reset|disable|enable|unlock|second-factor)$)}", ActAsync).DisableAntiforgery();
    }

    /// <summary>The association at hand, if the caller administers it.</summary>
    internal static Association? Administered(DeskScope scope, CurrentCaller caller) =>
        scope.Current is { } current && caller.RolesIn(current.Key).Contains(Role.Administrator.Key) ? current
        : scope.Associations.FirstOrDefault(association => caller.RolesIn(association.Key).Contains(Role.Administrator.Key));

    private static async Task<IResult> AddAsync(HttpContext context, DeskScope scope, CurrentCaller caller, StaffDirectory staff, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        if (Administered(scope, caller) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        var errors = new List<FormError>();
        Check(!form.IsFresh, null, "form.stale");
        Check(form["userName"].Length is 0 or > 256, "userName", "people.user-name-wrong");
        Check(form["nameArabic"].Length is 0 or > 200, "nameArabic", "people.name-wrong");
        Check(form["nameEnglish"].Length is 0 or > 200, "nameEnglish", "people.name-wrong");
        var roles = RolesIn(form);
        Check(roles.Count == 0, "roles", "people.roles-wrong");
        if (errors.Count == 0)
        {
            var password = OneTimePassword.New();
            var created = await staff.CreateAsync(
                form["userName"], password, new(form["nameArabic"], form["nameEnglish"]), roles.Select(role => new Appointment(association.Key, role)), ct, oneTime: true, caller.Id);
            if (created.Succeeded(out var id, out var refusal))
            {
                return Page.Of<OneTimePasswordPage>(new { UserName = form["userName"], Password = password, Id = id });
            }

            errors.AddRange(FormError.From(refusal, reader.Language));
        }

        return ShowNew(association, form, errors);

        void Check(bool wrong, string? field, string text)
        {
            if (wrong)
            {
                errors.Add(new(field, reader[text]));
            }
        }
    }

    private static async Task<IResult> AppointAsync(string id, HttpContext context, DeskScope scope, CurrentCaller caller, AccountDesk accounts, StaffList list, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        if (Administered(scope, caller) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        var errors = form.IsFresh ? [] : new List<FormError> { new(null, reader["form.stale"]) };
        if (errors.Count == 0 && (!form.Has(WholeField) || !form.All("roles").All(role => Role.Find(role) is not null)))
        {
            errors.AddRange(FormError.From(FormAnswers.Incomplete(), reader.Language));
        }

        if (errors.Count == 0)
        {
            if ((await accounts.AppointAsync(caller, association.Key, id, RolesIn(form), form.All("branches"), ct)).Succeeded(out _, out var refusal))
            {
                return SeeOther.To($"/people/{id}?done=roles");
            }

            errors.AddRange(FormError.From(refusal, reader.Language));
        }

        return await list.ShowOneAsync(association, id, null, form, errors, ct);
    }

    private static async Task<IResult> ActAsync(string id, string act, HttpContext context, DeskScope scope, CurrentCaller caller, AccountDesk accounts, StaffList list, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        if (Administered(scope, caller) is not { } association)
        {
            return Problems.RoleRequired.ToResult();
        }

        if (!form.IsFresh)
        {
            return await list.ShowOneAsync(association, id, null, null, [new(null, reader["form.stale"])], ct);
        }

        Outcome<string> outcome = act switch
        {
            "reset" => await accounts.ResetPasswordAsync(caller, id, ct),
            "disable" => await accounts.DisableAsync(caller, id, ct),
            "enable" => await accounts.EnableAsync(caller, id, ct),
            "unlock" => await accounts.UnlockAsync(caller, id, ct),
            _ => await accounts.TakeSecondFactorAwayAsync(caller, id, ct),
        };
        return !outcome.Succeeded(out var answer, out var refusal) ? await list.ShowOneAsync(association, id, null, null, FormError.From(refusal, reader.Language), ct)
            : act == "reset" ? Page.Of<OneTimePasswordPage>(new { UserName = await list.UserNameAsync(id, ct), Password = answer, Id = id })
            : SeeOther.To($"/people/{id}?done={act}");
    }

    private static List<Role> RolesIn(PostedForm form) => [.. form.All("roles").Select(Role.Find).OfType<Role>().Distinct()];

    private static IResult ShowNew(Association association, PostedForm? typed, IReadOnlyList<FormError> errors) => Page.Of<NewPersonPage>(new
    {
        Association = association.Key,
        UserName = typed?["userName"],
        NameArabic = typed?["nameArabic"],
        NameEnglish = typed?["nameEnglish"],
        Roles = typed?.All("roles") ?? [],
        Errors = errors,
    }, errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static string? Remembered(DeskScope scope, HttpContext context, string? done)
    {
        scope.Remember(context);
        return done;
    }
}
