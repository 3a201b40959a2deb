using System.Globalization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Identifiers;

internal static class Typed
{
    /// <summary>What was meant by a number as typed or pasted: 0-9 for any digits, upper case, without blanks, dashes and direction marks.</summary>
    public static string Compact(string? input) =>
        string.IsNullOrWhiteSpace(input)
            ? string.Empty
            : string.Concat(Digits.ToAscii(input).Where(IsMeant)).ToUpperInvariant();

    public static bool AreDigits(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    private static bool IsMeant(char character) =>
        !char.IsWhiteSpace(character) &&
        character != '\u2212' &&
        char.GetUnicodeCategory(character) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format or UnicodeCategory.Control);
}
