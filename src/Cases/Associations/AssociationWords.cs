using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Associations;

/// <summary>What an association calls its people; every screen and message uses these words.</summary>
/// <param name="Person">One of them: beneficiary, user, member.</param>
/// <param name="People">Several of them.</param>
/// <param name="RelationsOfficer">Whoever receives them.</param>
public sealed record AssociationWords(LocalizedText Person, LocalizedText People, LocalizedText RelationsOfficer)
{
    private const string PersonMark = "{person}";

    /// <summary>A text of ours or of a designer, with the association's own word wherever it says <c>{person}</c>.</summary>
    public LocalizedText Fill(LocalizedText text) => Fill(text, Person);

    /// <summary>As the other, where no more than the word for one of them is at hand.</summary>
    public static LocalizedText Fill(LocalizedText text, LocalizedText person)
        => new(text.Arabic.Replace(PersonMark, person.Arabic, StringComparison.Ordinal), text.English.Replace(PersonMark, person.English, StringComparison.Ordinal));
}

/// <summary>Something an officer looks things up in or fills in, such as the support request form.</summary>
/// <param name="Key">Stable kebab-case key.</param>
/// <param name="Name">The association's own title for it.</param>
public sealed record Tool(string Key, LocalizedText Name);

/// <summary>Something an association offers; a case is about exactly one.</summary>
/// <param name="Key">Stable kebab-case key.</param>
/// <param name="Name">What applicants read.</param>
public sealed record Service(string Key, LocalizedText Name)
{
    /// <summary>What a person brings with the request, in the order it is asked for; empty when nothing is needed.</summary>
    public IReadOnlyList<RequiredDocument> RequiredDocuments { get; init; } = [];
}

/// <summary>Something a person brings with a request, such as a copy of the national id. A request is taken without it, and what is missing is asked for later.</summary>
/// <param name="Key">Stable kebab-case key, the same wherever the same document is meant.</param>
/// <param name="Name">What staff and applicants read.</param>
public sealed record RequiredDocument(string Key, LocalizedText Name);

/// <summary>Who approved the policy and when, as far as the document says. Offices are named, never persons.</summary>
/// <param name="Body">The approving body.</param>
/// <param name="Meeting">Its meeting; null where the document leaves it blank.</param>
/// <param name="Date">The Gregorian day; null where there is none.</param>
/// <param name="HijriDate">The Hijri day as the document gives it; null where it gives none. At most a day from <paramref name="Date"/>.</param>
/// <param name="Signatories">The offices that sign; may be empty.</param>
/// <param name="ReplacesEarlier">True when the document says that it replaces earlier policies.</param>
/// <param name="Note">Anything else about the approval; null when there is nothing.</param>
public sealed record Approval(
    LocalizedText Body,
    LocalizedText? Meeting,
    DateOnly? Date,
    HijriDate? HijriDate,
    IReadOnlyList<LocalizedText> Signatories,
    bool ReplacesEarlier,
    LocalizedText? Note);
