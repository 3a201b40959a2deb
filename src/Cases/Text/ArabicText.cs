using System.Globalization;
using System.Text;

namespace CaseWorkflows.Cases.Text;

/// <summary>The spelling under which names are searched for and compared. It is a key for machines and is never shown.</summary>
public static class ArabicText
{
    /// <summary>
    /// One key for every usual spelling of the same words: compatibility forms unified, short vowels and tatweel dropped,
    /// أ إ آ ٱ → ا, ى → ي, ة → ه, Arabic-Indic and Persian digits → 0-9, lower case, single blanks, none at the ends.
    /// Also unified are the Persian keyboard's ی and ک; invisible direction marks are dropped, because pasted names carry them.
    /// ؤ and ئ are kept: they tell words apart. Folding a folded text changes nothing.
    /// </summary>
    public static string Fold(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var character in WellFormed(text).Normalize(NormalizationForm.FormKC))
        {
            if (!IsDropped(character))
            {
                folded.Append(Unify(character));
            }
        }

        // Dropping a tatweel can bring a letter and a combining mark together, so the text is composed once more.
        return Blanks.Collapse(folded.ToString().Normalize(NormalizationForm.FormKC));
    }

    /// <summary>True for a letter of the Arabic script, whoever's language it is used for; digits, marks and signs are none.</summary>
    public static bool IsArabicLetter(char character) => character is (>= '\u0620' and <= '\u06FF') or (>= '\uFB50' and <= '\uFEFC') && char.IsLetter(character);

    private static char Unify(char character) => character switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        _ => char.ToLowerInvariant(Digits.ToAscii(character)),
    };

    private static bool IsDropped(char character) =>
        character == '\u0640' || IsArabicMark(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // Harakat, the hamza and madda that combine, the dagger alef and the marks of Quranic spelling.
    private static bool IsArabicMark(char character) =>
        character is (>= '\u0610' and <= '\u061A') or (>= '\u064B' and <= '\u065F') or '\u0670' or (>= '\u06D6' and <= '\u06ED')
        && char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark;

    // Normalize throws on half a surrogate pair and on U+FFFE; what a browser sends must not.
    private static string WellFormed(string text)
    {
        var damaged = false;
        foreach (var rune in text.EnumerateRunes())
        {
            damaged |= rune == Rune.ReplacementChar || rune.Value == 0xFFFE;
        }

        return damaged ? string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0xFFFE)) : text;
    }
}
