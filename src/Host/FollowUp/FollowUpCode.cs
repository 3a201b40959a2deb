using System.Security.Cryptography;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.FollowUp;

/// <summary>A code as people write it down: ten signs in two groups, without those that are taken for one another.</summary>
internal static class FollowUpCode
{
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;
    private const int Group = 5;

    /// <summary>Such as <c>7KQ3M-X9F2B</c>; close to fifty bits of chance.</summary>
    public static string New() => Shown(RandomNumberGenerator.GetString(Signs, Length));

    /// <summary>The code somebody means, however it was typed; null when it cannot be one.</summary>
    public static string? Read(string? typed)
    {
        var signs = string.Concat(Digits.ToAscii(typed ?? "").ToUpperInvariant().Where(char.IsAsciiLetterOrDigit));
        return signs.Length == Length && signs.All(Signs.Contains) ? Shown(signs) : null;
    }

    private static string Shown(string signs) => $"{signs[..Group]}-{signs[Group..]}";
}
