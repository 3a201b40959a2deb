using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.People;

/// <summary>Signing in and out at a browser.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnyone("Signing in is how a caller becomes known.").AsPage();
        routes.MapPost("/sign-in", SignInAsync).AllowAnyone("Signing in is how a caller becomes known.").AsPage().DisableAntiforgery();
        routes.MapPost("/sign-out", (Delegate)SignOutAsync).AllowAnyone("Forgets the caller, whoever it is.").AsPage().DisableAntiforgery();
        routes.MapGet("/signed-in", () => Page.Of<SignedInPage>()).AllowAnyone("Says only that one may go back to the other tab.").AsPage();
    }

    private static IResult Show([FromQuery(Name = "return")] string? back) => Page.Of<SignInPage>(new { Return = LocalAddress.Of(back) });

    /// <summary>The form's token is looked at here and not by the framework, so that one that is too old costs a second click and nothing typed.</summary>
    private static async Task<IResult> SignInAsync(
        HttpContext context, SignIn signIn, IAntiforgery antiforgery, [FromForm] string? userName, [FromForm] string? password, [FromForm(Name = "return")] string? back, CancellationToken ct)
    {
        var address = LocalAddress.Of(back);
        if (!await antiforgery.IsRequestValidAsync(context))
        {
            return Page.Of<SignInPage>(new { Return = address, UserName = userName, Trouble = "sign-in.stale" }, StatusCodes.Status400BadRequest);
        }

        if (string.IsNullOrWhiteSpace(userName) || string.IsNullOrEmpty(password))
        {
            return Page.Of<SignInPage>(new { Return = address, UserName = userName, Trouble = "sign-in.empty" }, StatusCodes.Status400BadRequest);
        }

        if (await signIn.VerifyAsync(new(userName.Trim(), password), ct) is not { } member)
        {
            return Page.Of<SignInPage>(new { Return = address, UserName = userName, Trouble = "sign-in.failed" }, StatusCodes.Status401Unauthorized);
        }

        await Session.OpenAsync(context, member);
        Preferences.Remember(context, ReaderLanguage.Cookie, context.PageLanguage());
        return SeeOther.To(address);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context)
    {
        await Session.CloseAsync(context);
        return SeeOther.To("/sign-in");
    }
}
