namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>How near two names are.</summary>
public enum NameLikeness
{
    /// <summary>Not one person's name, as far as can be told.</summary>
    Different,

    /// <summary>One of them may be a slip, or shorter than the other.</summary>
    Similar,

    /// <summary>The same words in different spelling.</summary>
    Spelling,

    /// <summary>The same letter by letter.</summary>
    Same,
}

/// <summary>
/// Two names beside each other, word by word. They are alike when every word of the shorter one is found in the other, in its order or with the family's name first; the
/// given name is among them; and at most one word has one letter wrong. Each way in which they differ is named.
/// </summary>
/// <param name="Likeness">How near they are.</param>
/// <param name="Differences">In what they differ, in the order of <see cref="NameDifference"/>; empty for the same and for different names.</param>
/// <param name="WordsInCommon">How many words they have in common; 0 for different names.</param>
public sealed record NameComparison(NameLikeness Likeness, IReadOnlyList<NameDifference> Differences, int WordsInCommon)
{
    /// <summary>Fewer words in common than these say too little when others are missing.</summary>
    public const int FewestInCommon = 2;

    private const int LongSlip = 6;

    private static readonly NameComparison None = new(NameLikeness.Different, [], 0);

    /// <summary>Compares two names as they were written. The order of the two makes no difference.</summary>
    public static NameComparison Between(string one, string other)
    {
        var (first, second) = (NameTokens.Of(one), NameTokens.Of(other));
        if (first.Parts.Count == 0 || second.Parts.Count == 0)
        {
            return None;
        }

        var (shorter, longer) = first.Parts.Count <= second.Parts.Count ? (first.Parts, second.Parts) : (second.Parts, first.Parts);
        var found = new List<NameDifference>();
        if (first.HasConnective != second.HasConnective)
        {
            found.Add(NameDifference.Connective);
        }

        return Along(shorter, longer, found) ?? FamilyFirst(shorter, longer, found) ?? None;
    }

    /// <summary>The family's name may stand first in one of them.</summary>
    private static NameComparison? FamilyFirst(IReadOnlyList<NameToken> shorter, IReadOnlyList<NameToken> longer, IReadOnlyList<NameDifference> found)
        => shorter.Count <= FewestInCommon ? null
            : Along([.. shorter.Skip(1), shorter[0]], longer, [.. found, NameDifference.FamilyFirst]) ?? Along([shorter[^1], .. shorter.SkipLast(1)], longer, [.. found, NameDifference.FamilyFirst]);

    /// <summary>Every word of the shorter is looked for in the longer, going on from the one before. Null when one is not there.</summary>
    private static NameComparison? Along(IReadOnlyList<NameToken> shorter, IReadOnlyList<NameToken> longer, IReadOnlyList<NameDifference> before)
    {
        var (found, next, slips, slipLength) = (new HashSet<NameDifference>(before), 0, 0, 0);
        for (var at = 0; at < shorter.Count; at++)
        {
            var place = Place(shorter[at], longer, next, exactly: true) ?? Place(shorter[at], longer, next, exactly: false);
            if (place is not { } there || (at == 0 && there != 0))
            {
                return null;
            }

            found.UnionWith(NameSpelling.Between(shorter[at].Text, longer[there].Text) ?? Slip());
            if (shorter[at].WasTwo != longer[there].WasTwo)
            {
                found.Add(NameDifference.Joined);
            }

            next = there + 1;

            IReadOnlyList<NameDifference> Slip()
            {
                (slips, slipLength) = (slips + 1, shorter[at].Plain.Length);
                return [NameDifference.OneLetter];
            }
        }

        if (shorter.Count < longer.Count)
        {
            found.Add(next == longer.Count ? NameDifference.MissingMiddle : NameDifference.MissingEnd);
        }

        return IsTooLittle(shorter.Count, longer.Count, slips, slipLength) ? null : new(LikenessOf(found), [.. found.Order()], shorter.Count);
    }

    private static int? Place(NameToken word, IReadOnlyList<NameToken> longer, int from, bool exactly)
    {
        for (var at = from; at < longer.Count; at++)
        {
            if (exactly ? longer[at].Plain == word.Plain : NameSlip.IsBetween(word.Plain, longer[at].Plain))
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>One word alone, or a slip with little beside it, may be anybody's.</summary>
    private static bool IsTooLittle(int shorter, int longer, int slips, int slipLength)
        => slips > 1 || (shorter < FewestInCommon && shorter < longer) || (slips == 1 && shorter - slips < FewestInCommon && slipLength < LongSlip);

    private static NameLikeness LikenessOf(IReadOnlySet<NameDifference> found)
        => found.Count == 0 ? NameLikeness.Same : found.All(difference => difference <= NameDifference.Connective) ? NameLikeness.Spelling : NameLikeness.Similar;
}
