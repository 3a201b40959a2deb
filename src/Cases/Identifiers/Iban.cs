namespace CaseWorkflows.Cases.Identifiers;

/// <summary>A Saudi bank account number: SA, two check digits, a two-digit bank and eighteen characters of account.</summary>
public static class Iban
{
    private const int Length = 24;
    private const int BankEnd = 6;

    /// <summary>Reads an IBAN typed in groups, in small letters or in Arabic digits, and checks it (ISO 7064, MOD 97-10).</summary>
    /// <param name="input">As typed; null is not a number.</param>
    /// <param name="iban">24 capitals and digits without blanks; empty when false is returned.</param>
    public static bool TryNormalize(string? input, out string iban)
    {
        var number = Typed.Compact(input);
        var isIban = number.Length == Length &&
            number.StartsWith("SA", StringComparison.Ordinal) &&
            Typed.AreDigits(number.AsSpan(2, BankEnd - 2)) &&
            number.All(char.IsAsciiLetterOrDigit) &&
            Remainder(number) == 1;
        iban = isIban ? number : string.Empty;
        return isIban;
    }

    // The first four characters count last; letters count as two digits, A = 10.
    private static int Remainder(string number)
    {
        var remainder = 0;
        for (var i = 0; i < Length; i++)
        {
            var character = number[(i + 4) % Length];
            remainder = char.IsAsciiDigit(character)
                ? ((remainder * 10) + (character - '0')) % 97
                : ((remainder * 100) + (character - 'A' + 10)) % 97;
        }

        return remainder;
    }
}
