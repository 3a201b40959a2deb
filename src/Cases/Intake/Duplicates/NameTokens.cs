using System.Globalization;
using System.Text;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>A part of a name that is compared as a whole.</summary>
/// <param name="Text">As written, a compound in one.</param>
/// <param name="Plain">In the one spelling all usual ones come to.</param>
/// <param name="WasTwo">True for a compound written in two words.</param>
internal sealed record NameToken(string Text, string Plain, bool WasTwo);

/// <summary>A name as the parts that are compared.</summary>
/// <param name="Parts">In their order; بن and the like are not among them.</param>
/// <param name="HasConnective">True when one stood between them.</param>
internal sealed record NameTokens(IReadOnlyList<NameToken> Parts, bool HasConnective)
{
    private static readonly HashSet<string> Connectives = new(["بن", "ابن", "بنت", "ال"], StringComparer.Ordinal);

    // Normalising throws on it.
    private const int NoCharacter = 0xFFFE;

    // The first half of a compound, and the second.
    private static readonly HashSet<string> Opening = new(["عبد", "ابو", "ام"], StringComparer.Ordinal);
    private static readonly HashSet<string> Closing = new(["الله", "الدين"], StringComparer.Ordinal);

    public static NameTokens Of(string name)
    {
        var words = NameWords.Of(Readable(name));
        var (parts, connective, opened) = (new List<NameToken>(), false, (string?)null);
        foreach (var word in words)
        {
            var plain = ArabicText.Fold(word);
            if (opened is not null)
            {
                parts.Add(New(opened + word, wasTwo: true));
                opened = null;
            }
            else if (Closing.Contains(plain) && parts is [.., var before])
            {
                parts[^1] = New(before.Text + word, wasTwo: true);
            }
            else if (Connectives.Contains(plain) && parts.Count > 0)
            {
                connective = true;
            }
            else if (Opening.Contains(plain))
            {
                opened = word;
            }
            else
            {
                parts.Add(New(word, wasTwo: false));
            }
        }

        if (opened is not null)
        {
            parts.Add(New(opened, wasTwo: false));
        }

        return new(parts, connective);
    }

    private static NameToken New(string text, bool wasTwo) => new(text, NameSpelling.Plain(text), wasTwo);

    /// <summary>One form for each letter, the Persian keyboard's included; what differs in spelling is left as it is.</summary>
    private static string Readable(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes().Where(rune => rune != Rune.ReplacementChar && rune.Value != NoCharacter && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format))
        {
            text.Append(rune.ToString());
        }

        return text.ToString().Normalize(NormalizationForm.FormKC).Replace('ی', 'ي').Replace('ک', 'ك');
    }
}
