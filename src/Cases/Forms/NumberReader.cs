using System.Globalization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Forms;

/// <summary>Reads numbers and amounts as people type them, in any digits, with either script's signs for thousands and decimals.</summary>
internal static class NumberReader
{
    private const char ArabicDecimal = '\u066B';
    private const char ArabicThousands = '\u066C';

    public static decimal? Read(FieldPen pen, FormField field, string typed)
    {
        var limits = field.Limits;
        var isMoney = field.Type == FieldType.Money;
        if (!TryParse(typed, out var number))
        {
            pen.Error(FormErrors.NotANumber);
            return null;
        }

        if (decimal.Round(number, limits.Decimals) != number)
        {
            pen.Error(FormErrors.TooManyDecimals(limits.Decimals));
            return null;
        }

        var (least, most) = (limits.Minimum ?? (isMoney ? 0 : -FieldLimits.LargestNumber), limits.Maximum ?? FieldLimits.LargestNumber);
        if (number < least || number > most)
        {
            pen.Error(number < least ? FormErrors.TooSmall(least) : FormErrors.TooLarge(most));
            return null;
        }

        // An amount always has two decimals, any other number none it does not need: one spelling for one answer.
        return isMoney ? decimal.Round(number, FieldLimits.MoneyDecimals) + 0.00m : number / 1.0000000000000000000000000000m;
    }

    /// <summary>False for anything but one number; a comma or point whose meaning is not certain makes it none.</summary>
    public static bool TryParse(string typed, out decimal number)
    {
        var plain = string.Concat(Digits.ToAscii(typed).Where(character => !char.IsWhiteSpace(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format))
            .Replace(ArabicDecimal, '.').Replace(ArabicThousands, ',').Replace('\u2212', '-');
        return decimal.TryParse(
            WithoutThousands(plain), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number);
    }

    // 1,200 and 1,200,000.50 are grouped; 1,5 and 1,20 may be either a slip or a decimal comma, so they stay and do not parse.
    private static string WithoutThousands(string text)
    {
        var whole = text.Split('.')[0].TrimStart('-', '+').Split(',');
        return whole.Length > 1 && whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(group => group.Length == 3) && !text[text.LastIndexOf(',')..].Contains(",.", StringComparison.Ordinal)
            ? text.Replace(",", "", StringComparison.Ordinal)
            : text;
    }
}
