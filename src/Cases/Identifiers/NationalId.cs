namespace CaseWorkflows.Cases.Identifiers;

/// <summary>Why a national id or residence number may have been mistyped.</summary>
public enum IdentifierDoubt
{
    /// <summary>It is not exactly ten digits.</summary>
    NotTenDigits,

    /// <summary>It starts with neither 1 (citizen) nor 2 (resident).</summary>
    UnknownKind,

    /// <summary>Its last digit does not follow from the other nine (Luhn).</summary>
    CheckDigitFails,
}

/// <summary>What became of a typed identifier.</summary>
/// <param name="Normalized">0-9 without blanks and dashes; this is what is stored and compared. Empty when nothing was typed.</param>
/// <param name="Doubt">The first doubt, or null when there is none.</param>
public sealed record IdentifierCheck(string Normalized, IdentifierDoubt? Doubt);

/// <summary>The Saudi national id and the resident's iqama number: ten digits of which the last one checks the rest.</summary>
public static class NationalId
{
    private const int Length = 10;

    /// <summary>
    /// Normalises what was typed and says what is doubtful about it. A doubt is a warning, not a wall: whether every number ever issued
    /// follows the Luhn rule is disputed, so a supervisor may pass one with a reason.
    /// </summary>
    /// <param name="input">As typed, in any digits; null reads as empty.</param>
    public static IdentifierCheck Check(string? input)
    {
        var number = Typed.Compact(input);
        return new(number, DoubtAbout(number));
    }

    private static IdentifierDoubt? DoubtAbout(string number)
    {
        if (number.Length != Length || !Typed.AreDigits(number))
        {
            return IdentifierDoubt.NotTenDigits;
        }

        if (number[0] is not ('1' or '2'))
        {
            return IdentifierDoubt.UnknownKind;
        }

        return LuhnSum(number) % 10 == 0 ? null : IdentifierDoubt.CheckDigitFails;
    }

    private static int LuhnSum(string number)
    {
        var sum = 0;
        for (var i = 0; i < Length; i++)
        {
            var digit = number[i] - '0';
            var weighted = i % 2 == 0 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum;
    }
}
