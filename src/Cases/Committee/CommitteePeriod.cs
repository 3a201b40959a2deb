namespace CaseWorkflows.Cases.Committee;

/// <summary>From what the committee's minimum period is counted. Stored and written in definitions by name.</summary>
public enum CountFrom
{
    /// <summary>The applicant was told that the committee will study the request. What the policies mean.</summary>
    ApplicantInformed,

    /// <summary>The applicant signed the declaration.</summary>
    DeclarationSigned,

    /// <summary>The request came in.</summary>
    CaseOpened,

    /// <summary>The committee's task was opened.</summary>
    ReviewStarted,
}

/// <summary>What happens to a decision the committee reaches before the minimum period is over. Written in definitions by name.</summary>
public enum EarlyDecision
{
    /// <summary>It is refused and has to be given again later.</summary>
    Refuse,

    /// <summary>It is kept and released when the period is over.</summary>
    Hold,
}
