using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace CaseWorkflows.Host.FollowUp;

/// <summary>
/// Takes a code from the form that made it to the page that shows it, past the address and the database: sealed, in the browser, for the few seconds in between. The page that
/// shows it takes it away.
/// </summary>
internal sealed class ShownOnce(IDataProtectionProvider protection)
{
    private const string Cookie = "follow-up";
    private const string Path = "/intake/done";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly IDataProtector _protector = protection.CreateProtector("follow-up-code");

    public void Keep(HttpContext context, string caseId, string code) => context.Response.Cookies.Append(Cookie, _protector.Protect($"{caseId}\n{code}"), Options(context, Longest));

    /// <summary>The code for the case; null when none was just made for it, or it was shown already.</summary>
    public string? Take(HttpContext context, string caseId)
    {
        if (context.Request.Cookies[Cookie] is not { } kept)
        {
            return null;
        }

        context.Response.Cookies.Append(Cookie, "", Options(context, TimeSpan.Zero));
        try
        {
            return _protector.Unprotect(kept).Split('\n') is [var about, var code] && about == caseId ? code : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static CookieOptions Options(HttpContext context, TimeSpan age) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, Path = Path, MaxAge = age, IsEssential = true,
    };
}
