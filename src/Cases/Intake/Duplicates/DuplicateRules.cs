using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Intake.Duplicates;

/// <summary>What is compared of a person.</summary>
/// <param name="FullName">As written.</param>
/// <param name="NationalIdKey">Any text that is the same for the same national id, such as a keyed hash; null when none is known.</param>
/// <param name="Mobile">In the form in which it is stored; null when none is known.</param>
/// <param name="BirthDate">Null when it is not known.</param>
public sealed record PersonFacts(string FullName, string? NationalIdKey, string? Mobile, DateOnly? BirthDate);

/// <summary>How much speaks for one person.</summary>
public enum DuplicateStrength
{
    /// <summary>Worth a look.</summary>
    Possible,

    /// <summary>Most likely the same person.</summary>
    Likely,

    /// <summary>The same national id.</summary>
    Certain,
}

/// <summary>Why somebody may be the same person.</summary>
/// <param name="Strength">How much speaks for it.</param>
/// <param name="Rules">Each rule that fired, in words, the weightiest first.</param>
public sealed record DuplicateFinding(DuplicateStrength Strength, IReadOnlyList<LocalizedText> Rules)
{
    /// <summary>All of them in a row, such as "same mobile; the name differs only in ta marbuta".</summary>
    public LocalizedText Explanation => new(string.Join("؛ ", Rules.Select(rule => rule.Arabic)), string.Join("; ", Rules.Select(rule => rule.English)));
}

/// <summary>
/// Whether somebody who asks may be somebody who is known. There is no score: what counts is which rules fire, and these are shown.
/// <list type="table">
/// <item><term>Certain</term><description>the same national id, whatever else.</description></item>
/// <item><term>Likely</term><description>the same mobile and a like name; or a like name of three words or more and the same day of birth.</description></item>
/// <item><term>Possible</term><description>the same mobile and another name (a relative's telephone?); the same name in any spelling, of three words or more, or of two and the same day of
/// birth; a similar name with three words in common.</description></item>
/// <item><term>Nobody</term><description>everything else. Two national ids that are known and differ, or days of birth more than a day apart, speak against it: then only
/// the same mobile with a like name is worth a look, and says what speaks against it.</description></item>
/// </list>
/// Two days of birth are the same when they are at most a day apart, because old Hijri dates convert to within a day.
/// </summary>
public static class DuplicateRules
{
    private const int ManyWords = 3;

    /// <summary>What speaks for the two being one; null when too little does.</summary>
    public static DuplicateFinding? Compare(PersonFacts asking, PersonFacts known)
    {
        var name = NameComparison.Between(asking.FullName, known.FullName);
        var (id, mobile, birth) = (Same(asking.NationalIdKey, known.NationalIdKey), Same(asking.Mobile, known.Mobile), SameBirth(asking.BirthDate, known.BirthDate));
        return StrengthOf(name, id, mobile == true, birth) is { } strength ? new(strength, [.. DuplicateTexts.Of(name, id, mobile == true, birth)]) : null;
    }

    private static DuplicateStrength? StrengthOf(NameComparison name, bool? id, bool mobile, bool? birth)
    {
        var alike = name.Likeness != NameLikeness.Different;
        var manyWords = name.WordsInCommon >= ManyWords;
        return id == true ? DuplicateStrength.Certain
            : id == false || birth == false ? (mobile && alike ? DuplicateStrength.Possible : null)
            : alike && (mobile || (manyWords && birth == true)) ? DuplicateStrength.Likely
            : mobile || (alike && manyWords) || (name.Likeness >= NameLikeness.Spelling && birth == true && name.WordsInCommon >= NameComparison.FewestInCommon) ? DuplicateStrength.Possible
            : null;
    }

    /// <summary>Null when one of them is not known.</summary>
    private static bool? Same(string? one, string? other) => one is null || other is null ? null : one == other;

    private static bool? SameBirth(DateOnly? one, DateOnly? other) => one is not { } first || other is not { } second ? null : Math.Abs(first.DayNumber - second.DayNumber) <= 1;
}
