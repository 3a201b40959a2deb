using CaseWorkflows.Host.Web.Pages;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.WebUtilities;

namespace CaseWorkflows.Host.People;

/// <summary>
/// A person at a browser, known by a cookie that scripts cannot read and other sites cannot use. It holds no roles, ends with the browser, at the latest
/// after a working day, and at once when the password changes.
/// </summary>
internal static class Session
{
    public const string Scheme = "Session";
    public const string Cookie = "caseworkflows-session";
    public const string FormField = "form-token";

    /// <summary>Not prolonged by use: open pages ask by themselves, and would keep a forgotten browser signed in for ever.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(10);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = Cookie;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax; // Strict would ask everybody who follows a link from an e-mail to sign in again
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = Length;
        options.SlidingExpiration = false;
    }

    public static Task OpenAsync(HttpContext context, StaffMember member) => context.SignInAsync(Scheme, CallerClaims.ForStaff(member, Scheme));

    public static Task CloseAsync(HttpContext context) => context.SignOutAsync(Scheme);

    /// <summary>Where somebody who is not signed in is sent, to come back here afterwards.</summary>
    public static string SignInAddress(HttpRequest request) => QueryHelpers.AddQueryString("/sign-in", "return", LocalAddress.Of(request.PathBase + request.Path + request.QueryString));
}
