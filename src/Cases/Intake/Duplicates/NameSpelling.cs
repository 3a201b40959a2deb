using System.Globalization;
using System.Text;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>One word of a name in the spellings in which two such words may be the same.</summary>
internal static class NameSpelling
{
    /// <summary>What one writer does and another does not, within a word.</summary>
    private static readonly NameDifference[] Within =
        [NameDifference.Marks, NameDifference.Hamza, NameDifference.TaMarbuta, NameDifference.AlefMaqsura, NameDifference.Article];

    // A word this short is mostly article or mostly another word.
    private const int ShortestWithArticle = 5;

    /// <summary>The word in the one spelling all usual ones come to.</summary>
    public static string Plain(string word) => Without(word, null);

    /// <summary>What the two words differ in; empty when they are the same letter by letter, null when they are different words.</summary>
    public static IReadOnlyList<NameDifference>? Between(string one, string other)
        => one == other ? [] : Plain(one) != Plain(other) ? null : [.. Within.Where(difference => Without(one, difference) != Without(other, difference))];

    /// <summary>The plain word, but for one difference that is left as it was written.</summary>
    private static string Without(string word, NameDifference? kept)
    {
        // يحيى is written يحي as well.
        var written = kept == NameDifference.AlefMaqsura ? word : word.Replace("يى", "ي", StringComparison.Ordinal);
        var plain = new StringBuilder(word.Length);
        foreach (var character in written)
        {
            if (Letter(character, kept) is { } letter)
            {
                plain.Append(letter);
            }
        }

        var text = plain.ToString();
        return kept != NameDifference.Article && text.Length >= ShortestWithArticle ? NameWords.WithoutArticle(text) : text;
    }

    private static char? Letter(char character, NameDifference? kept) => character switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' => kept == NameDifference.Hamza ? character : 'ا',
        'ؤ' => kept == NameDifference.Hamza ? character : 'و',
        'ئ' => kept == NameDifference.Hamza ? character : 'ي',
        'ء' => kept == NameDifference.Hamza ? character : null,
        'ة' => kept == NameDifference.TaMarbuta ? character : 'ه',
        'ى' => kept == NameDifference.AlefMaqsura ? character : 'ي',
        '\u0640' => kept == NameDifference.Marks ? character : null,
        _ when char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark => kept == NameDifference.Marks ? character : null,
        _ => kept == NameDifference.Marks ? character : char.ToLowerInvariant(character),
    };
}
