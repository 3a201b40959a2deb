using System.Globalization;
using Microsoft.AspNetCore.DataProtection;

namespace CaseWorkflows.Host.People;

/// <summary>Remembers, for the few minutes between password and code, whose password was right. A cookie only this host can write and read.</summary>
internal sealed class SecondStep(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string Cookie = "caseworkflows-second-step";

    private static readonly TimeSpan Length = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _seal = protection.CreateProtector("second-step");

    public void Begin(HttpContext context, StaffMember member) => context.Response.Cookies.Append(
        Cookie,
        _seal.Protect($"{(clock.GetUtcNow() + Length).UtcTicks} {member.Id}"),
        new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = Length, IsEssential = true, Path = "/sign-in" });

    /// <summary>Id of the person; null when nobody gave a password here in the last minutes.</summary>
    public string? PersonOf(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { } cookie)
        {
            return null;
        }

        try
        {
            return _seal.Unprotect(cookie).Split(' ', 2) is [var until, var id] && long.TryParse(until, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks >= clock.GetUtcNow().UtcTicks ? id : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null; // written by another installation, or by somebody who would like to be one of us
        }
    }

    public static void End(HttpContext context) => context.Response.Cookies.Delete(Cookie, new CookieOptions { Path = "/sign-in" });
}
