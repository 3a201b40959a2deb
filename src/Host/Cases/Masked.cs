using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Cases;

/// <summary>Identifiers by their last digits: enough to tell two people apart with the paper in hand, and too little to use.</summary>
internal static class Masked
{
    private const int ShownDigits = 3;
    private const string Hidden = "•••••••";

    /// <summary>Null stays null. One too short to hide anything behind three of its digits, which a supervisor may have let pass, shows none.</summary>
    public static string? Last(string? number) => number is null ? null : Hidden + (number.Length > ShownDigits * 2 ? number[^ShownDigits..] : "");

    /// <inheritdoc cref="Last"/>
    public static string? NationalId(string? protectedId, NationalIdVault vault) => protectedId is null ? null : Last(vault.Unprotect(protectedId));
}
