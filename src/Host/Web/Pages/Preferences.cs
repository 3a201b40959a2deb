using CaseWorkflows.Host.People;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Web.Pages;

/// <summary>Language and theme, kept in the browser: people share machines, and the choice is wanted before anybody signs in.</summary>
internal static class Preferences
{
    public const string ThemeCookie = "theme";

    public static IEndpointRouteBuilder MapPreferences(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/preferences", Keep).AllowAnyone("Chooses how pages look on this machine.").DisableAntiforgery();
        return routes;
    }

    /// <summary>Remembers the language a page was written in, so that answers to its scripts are in the same.</summary>
    public static void Remember(HttpContext context, string cookie, string value) => context.Response.Cookies.Append(cookie, value, new CookieOptions
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
        MaxAge = TimeSpan.FromDays(365),
        IsEssential = true,
    });

    private static IResult Keep(HttpContext context, [FromForm] string? language, [FromForm] string? theme, [FromForm(Name = "return")] string? back)
    {
        if (language is "ar" or "en")
        {
            Remember(context, ReaderLanguage.Cookie, language);
        }

        if (theme is "light" or "dark" or "auto")
        {
            Remember(context, ThemeCookie, theme);
        }

        return SeeOther.To(LocalAddress.Of(back));
    }
}
