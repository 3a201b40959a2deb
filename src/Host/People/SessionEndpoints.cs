using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.People;

/// <summary>Signing in and out at a browser.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnyone("Signing in is how a caller becomes known.").AsPage();
        routes.MapPost("/sign-in", SignInAsync).AllowAnyone("Signing in is how a caller becomes known.").AsPage().DisableAntiforgery();
        routes.MapPost("/sign-in/code", SecondStepAsync).AllowAnyone("The second half of signing in.").AsPage().DisableAntiforgery();
        routes.MapPost("/sign-out", (Delegate)SignOutAsync).AllowAnyone("Forgets the caller, whoever it is.").AsPage().DisableAntiforgery();
        routes.MapGet("/signed-in", () => Page.Of<SignedInPage>()).AllowAnyone("Says only that one may go back to the other tab.").AsPage();
    }

    private static IResult Show([FromQuery(Name = "return")] string? back) => Page.Of<SignInPage>(new { Return = LocalAddress.Of(back) });

    private static async Task<IResult> SignInAsync(HttpContext context, SignIn signIn, SecondStep secondStep, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        var (address, userName, password, kept) = (LocalAddress.Of(form["return"]), form["userName"], form.Fields.TryGetValue("password", out var typed) ? typed.ToString() : "", KeptForm.From(form));
        var (trouble, status) = !form.IsFresh ? ("sign-in.stale", StatusCodes.Status400BadRequest)
            : userName.Length == 0 || password.Length == 0 ? ("sign-in.empty", StatusCodes.Status400BadRequest)
            : ("sign-in.failed", StatusCodes.Status401Unauthorized);
        if (status == StatusCodes.Status400BadRequest || await signIn.VerifyAsync(new(userName, password), ct) is not { } member)
        {
            return Page.Of<SignInPage>(new { Return = address, UserName = userName, Trouble = trouble, Kept = kept }, status);
        }

        if (!member.TwoFactorEnabled)
        {
            return await OpenAsync(context, member, address, kept);
        }

        secondStep.Begin(context, member);
        return Page.Of<SecondStepPage>(new { Return = address, Kept = kept });
    }

    private static async Task<IResult> SecondStepAsync(HttpContext context, SecondStep secondStep, SecondFactor secondFactor, Reader reader, CancellationToken ct)
    {
        var form = await PostedForm.ReadAsync(context, ct);
        var (address, kept) = (LocalAddress.Of(form["return"]), KeptForm.From(form));
        if (secondStep.PersonOf(context) is not { } person)
        {
            return Page.Of<SignInPage>(new { Return = address, Trouble = "sign-in.stale", Kept = kept }, StatusCodes.Status400BadRequest);
        }

        if (!form.IsFresh)
        {
            return Page.Of<SecondStepPage>(new { Return = address, Kept = kept, Errors = new[] { new FormError(null, reader["form.stale"]) } }, StatusCodes.Status400BadRequest);
        }

        if (!(await secondFactor.VerifyAsync(person, form["code"], ct)).Succeeded(out var member, out var refusal))
        {
            return Page.Of<SecondStepPage>(new { Return = address, Kept = kept, Errors = FormError.From(refusal, reader.Language) }, StatusCodes.Status401Unauthorized);
        }

        SecondStep.End(context);
        return await OpenAsync(context, member, address, kept);
    }

    private static async Task<IResult> OpenAsync(HttpContext context, StaffMember member, string address, KeptForm? kept)
    {
        await Session.OpenAsync(context, member);
        Preferences.Remember(context, ReaderLanguage.Cookie, context.PageLanguage());
        if (kept is null)
        {
            return SeeOther.To(address);
        }

        context.User = CallerClaims.ForStaff(member, Session.Scheme); // the next form's token is for whoever signed in just now
        return Page.Of<ContinuePage>(new { Form = kept });
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await Session.CloseAsync(context);
        return SeeOther.To("/sign-in");
    }
}
