using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People.Absences;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.EntityFrameworkCore;
using QRCoder;

namespace CaseWorkflows.Host.People.Accounts;

/// <summary>Somebody's own account: password, second factor, absences, sign-ins.</summary>
internal static class AccountPages
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/account").AsPage().RequireStaff();
        group.MapGet("", (string? done, AccountView view, CancellationToken ct) => view.ShowAsync(done, [], ct));
        group.MapGet("password", (CurrentCaller caller) => Page.Of<PasswordPage>(new { IsForced = caller.MustChangePassword })).WithMetadata(new OpenWithOneTimePassword());
        group.MapPost("password", ChangePasswordAsync).WithMetadata(new OpenWithOneTimePassword()).DisableAntiforgery();
        group.MapPost("sign-out-everywhere", SignOutEverywhereAsync).DisableAntiforgery();
        group.MapGet("second-factor", SetupAsync);
        group.MapPost("second-factor", TurnOnAsync).DisableAntiforgery();
        group.MapPost("second-factor/off", TurnOffAsync).DisableAntiforgery();
    }

    private static async Task<IResult> ChangePasswordAsync(HttpContext context, CurrentCaller caller, OwnAccount account, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        var (current, password) = (Raw(form, "current"), Raw(form, "password"));
        var outcome = !form.IsFresh ? FormAnswers.Stale() : password != Raw(form, "again") ? NotTheSame() : await account.ChangePasswordAsync(caller.Id, current, password, ct);
        if (!outcome.Succeeded(out var member, out var refusal))
        {
            return Page.Of<PasswordPage>(new { IsForced = caller.MustChangePassword, Errors = FormError.From(refusal, reader.Language) }, StatusCodes.Status422UnprocessableEntity);
        }

        await Session.OpenAsync(context, member);
        return SeeOther.To(caller.MustChangePassword ? "/" : "/account?done=password");
    }

    private static async Task<IResult> SignOutEverywhereAsync(HttpContext context, CurrentCaller caller, OwnAccount account, AccountView view, Reader reader, CancellationToken ct)
    {
        if (!(await PostedForm.ReadAsync(context, ct)).IsFresh)
        {
            return await view.ShowAsync(null, [new(null, reader["form.stale"])], ct);
        }

        await account.SignOutEverywhereAsync(caller.Id, ct);
        await Session.CloseAsync(context);
        return SeeOther.To("/sign-in");
    }

    private static Task<IResult> SetupAsync(HttpContext context, CurrentCaller caller, OwnAccount account, CancellationToken ct) => ShowSetupAsync(context, caller, account, [], ct);

    private static async Task<IResult> TurnOnAsync(HttpContext context, CurrentCaller caller, OwnAccount account, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        if (!form.IsFresh)
        {
            return await ShowSetupAsync(context, caller, account, [new(null, reader["form.stale"])], ct);
        }

        if (!(await account.TurnOnAsync(caller.Id, form["code"], ct)).Succeeded(out var on, out var refusal))
        {
            return await ShowSetupAsync(context, caller, account, FormError.From(refusal, reader.Language), ct);
        }

        await Session.OpenAsync(context, on.Member);
        return Page.Of<RecoveryCodesPage>(new { on.Codes });
    }

    private static async Task<IResult> TurnOffAsync(HttpContext context, CurrentCaller caller, OwnAccount account, AccountView view, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        var outcome = form.IsFresh ? await account.TurnOffAsync(caller.Id, Raw(form, "current"), ct) : FormAnswers.Stale();
        if (!outcome.Succeeded(out var member, out var refusal))
        {
            return await view.ShowAsync(null, FormError.From(refusal, reader.Language), ct);
        }

        await Session.OpenAsync(context, member);
        return SeeOther.To("/account?done=second-factor-off");
    }

    private static async Task<IResult> ShowSetupAsync(HttpContext context, CurrentCaller caller, OwnAccount account, IReadOnlyList<FormError> errors, CancellationToken ct)
    {
        if (await account.SetupAsync(caller.Id, ct) is not { } setup)
        {
            return SeeOther.To("/account");
        }

        await Session.OpenAsync(context, setup.Member);
        return Page.Of<SecondFactorPage>(new { setup.Key, Picture = Picture(setup.Address), Errors = errors }, errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>The address as a picture an app scans; a data address, because the page's policy takes no inline style.</summary>
    private static string Picture(string address)
    {
        using var code = new SvgQRCode(QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M));
        return "data:image/svg+xml;base64," + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(code.GetGraphic(5)));
    }

    /// <summary>A password is what was typed, blanks included.</summary>
    private static string Raw(PostedForm form, string name) => form.Fields.TryGetValue(name, out var typed) ? typed.ToString() : "";

    private static Refusal NotTheSame() => new(RefusalKind.RuleBroken, "passwords-differ", new("كتابتا كلمة المرور مختلفتان.", "The two passwords are not the same.")) { Field = "again" };
}

/// <summary>What the page about one's own account shows.</summary>
internal sealed class AccountView(CurrentCaller caller, DeskScope scope, AbsenceDesk absences, StaffNames names, IDbContextFactory<CaseDbContext> contexts)
{
    public async Task<IResult> ShowAsync(string? done, IReadOnlyList<FormError> errors, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var member = await context.Users.SingleAsync(row => row.Id == caller.Id, ct);
        var parts = new List<AccountPart>();
        foreach (var association in scope.Associations)
        {
            var coming = await absences.ComingAsync(association.Key, caller.Id, ct);
            parts.Add(new(association.Key, association.Profile.ShortName, [.. Role.All.Where(role => caller.RolesIn(association.Key).Contains(role.Key)).Select(role => role.Name)])
            {
                StandsInFor = await names.OfAsync(caller.StandsInFor(association.Key).Select(principal => principal.Id), ct),
                Absences = await AbsenceLine.OfAsync(coming, names, ct),
            });
        }

        return Page.Of<AccountPage>(
            new { member.UserName, HasSecondFactor = member.TwoFactorEnabled, Parts = parts, Done = done, Errors = errors },
            errors.Count == 0 ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}

/// <summary>What somebody is in one association.</summary>
public sealed record AccountPart(string Key, LocalizedText Association, IReadOnlyList<LocalizedText> Roles)
{
    /// <summary>Whose deputy they are today.</summary>
    public IReadOnlyDictionary<string, LocalizedText> StandsInFor { get; init; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal);

    public IReadOnlyList<AbsenceLine> Absences { get; init; } = [];
}
