using System.Security.Cryptography;

namespace CaseWorkflows.Host.People.Accounts;

/// <summary>A password somebody passes on to somebody else: without letters and digits that are mistaken for one another.</summary>
internal static class OneTimePassword
{
    private const int Length = 16;

    public static string New() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", Length);
}
