using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Host.Cases;

/// <summary>One word that was typed, and where the index has it.</summary>
/// <param name="Typed">Folded.</param>
/// <param name="IsWhole">False for the last word typed, which may be the beginning of one.</param>
internal sealed record SearchTerm(string Typed, bool IsWhole)
{
    // Above every letter there is, in the order of both databases.
    private const string Last = "\U0010FFFF";

    /// <summary>The first entry of the index that may match.</summary>
    public string From => Typed;

    /// <summary>The last one.</summary>
    public string To => IsWhole ? Typed : Typed + Last;

    /// <summary>Patterns for the name in a row, one of which must match: the word as it was typed, and with its article.</summary>
    public IReadOnlyList<string> Patterns => [.. new[] { Typed, NameWords.WithArticle(Typed) }.Distinct(StringComparer.Ordinal).Select(word => IsWhole ? $"% {word} %" : $"% {word}%")];

    /// <summary>The words that were typed, each once. Empty when no sign of the text is part of a word.</summary>
    public static IReadOnlyList<SearchTerm> Of(string folded)
    {
        var words = NameWords.Of(folded);
        return [.. words.Take(Math.Max(words.Count - 1, 0)).Distinct(StringComparer.Ordinal).Select(word => new SearchTerm(word, IsWhole: true)), .. words.TakeLast(1).Select(word => new SearchTerm(word, IsWhole: false))];
    }
}
