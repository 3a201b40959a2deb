namespace CaseWorkflows.Cases.Identifiers;

/// <summary>A Saudi mobile number, kept in the international form that message providers take.</summary>
public static class Mobile
{
    private const int NationalLength = 9;

    // The longest first, so that 00966 is not read as a trunk zero.
    private static readonly string[] Prefixes = ["00966", "+966", "966", "0"];

    /// <summary>
    /// Reads 05…, 5…, 9665…, 009665… and +9665… with blanks, dashes or Arabic digits. A normalised number normalises to itself.
    /// </summary>
    /// <param name="input">As typed; null is not a number.</param>
    /// <param name="e164"><c>+9665</c> and eight more digits; empty when false is returned.</param>
    public static bool TryNormalize(string? input, out string e164)
    {
        var number = Typed.Compact(input);
        var prefix = Array.Find(Prefixes, candidate => number.StartsWith(candidate, StringComparison.Ordinal)) ?? string.Empty;
        var national = number.AsSpan(prefix.Length);
        var isMobile = national.Length == NationalLength && national[0] == '5' && Typed.AreDigits(national);
        e164 = isMobile ? $"+966{national}" : string.Empty;
        return isMobile;
    }
}
