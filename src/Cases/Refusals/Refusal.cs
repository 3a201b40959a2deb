namespace CaseWorkflows.Cases.Refusals;

/// <summary>How a refusal is answered; the host maps each kind to one HTTP status, once.</summary>
public enum RefusalKind
{
    /// <summary>The request cannot be read as what it claims to be (400).</summary>
    Malformed,

    /// <summary>The person is known but has no right to do this (403).</summary>
    Forbidden,

    /// <summary>There is nothing by that name within the caller's associations (404).</summary>
    NotFound,

    /// <summary>The thing has moved on since the caller looked, or its time has not come (409).</summary>
    Conflict,

    /// <summary>Well formed, but a rule of the association or the procedure says no (422).</summary>
    RuleBroken,
}

/// <summary>
/// An expected "no": a named value, never an exception. Nothing was written when one is returned.
/// </summary>
/// <param name="Kind">What sort of no it is.</param>
/// <param name="Code">Stable kebab-case name that programs may test for.</param>
/// <param name="Message">What happened and what the reader can do, in Arabic and English. No personal data.</param>
public sealed record Refusal(RefusalKind Kind, string Code, Text.LocalizedText Message)
{
    /// <summary>The field the refusal is about, as a JSON path such as <c>applicant.mobile</c>; null when it concerns the whole request.</summary>
    public string? Field { get; init; }

    /// <summary>Further facts for the caller, such as the instant from which a decision may be released. Null when there are none.</summary>
    public IReadOnlyDictionary<string, object?>? Facts { get; init; }
}
