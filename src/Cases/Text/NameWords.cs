using System.Globalization;

namespace CaseWorkflows.Cases.Text;

/// <summary>A folded text as the words it is searched by.</summary>
public static class NameWords
{
    private const string Article = "ال";

    /// <summary>
    /// The words of a text that <see cref="ArabicText.Fold"/> has folded, in their order, repetitions included. Whatever is neither letter, digit nor a mark
    /// on one separates words, so none of them is a wildcard in any database. Empty for a text of signs alone.
    /// </summary>
    public static IReadOnlyList<string> Of(string folded)
    {
        var words = new List<string>();
        var start = -1;
        for (var at = 0; at <= folded.Length; at++)
        {
            if (at < folded.Length && IsPartOfWord(folded, at))
            {
                start = start < 0 ? at : start;
            }
            else if (start >= 0)
            {
                words.Add(folded[start..at]);
                start = -1;
            }
        }

        return words;
    }

    /// <summary>
    /// The word without its article ال, so that a family is found by either spelling. A word that only begins with these letters loses them too.
    /// Empty for the article alone.
    /// </summary>
    public static string WithoutArticle(string word) => HasArticle(word) ? word[Article.Length..] : word;

    /// <summary>The word with the article; unchanged when it begins with one.</summary>
    public static string WithArticle(string word) => HasArticle(word) ? word : Article + word;

    private static bool HasArticle(string word) => word.StartsWith(Article, StringComparison.Ordinal);

    private static bool IsPartOfWord(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, char.IsLowSurrogate(text[at]) && at > 0 ? at - 1 : at) is
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter
        or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
