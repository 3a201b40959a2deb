using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.Identifiers;

namespace CaseWorkflows.Cases.Intake;

/// <summary>A request as it was entered; nothing in it has been checked.</summary>
public sealed record NewCase
{
    /// <summary>The key of the channel by which it came.</summary>
    public required string Channel { get; init; }

    /// <summary>The key of the service asked for.</summary>
    public required string Service { get; init; }

    /// <summary>Who asks.</summary>
    public required Applicant Applicant { get; init; }

    /// <summary>
    /// What is needed, in the person's words; null when nothing was said. At most <see cref="IntakeRules.MaximumNeedsLength"/> characters.
    /// </summary>
    public string? Needs { get; init; }

    /// <summary>
    /// The warnings the person entering the case has seen and passes; so far <see cref="IntakeRules.NationalIdWarning"/> is the only one.
    /// </summary>
    public IReadOnlyList<string> AcceptedWarnings { get; init; } = [];

    /// <summary>Why a warning is passed; needed only when one is. At most <see cref="IntakeRules.MaximumReasonLength"/> characters.</summary>
    public string? WarningReason { get; init; }
}

/// <summary>The person who asks, as typed. At least one of national id and mobile is needed.</summary>
/// <param name="FullName">Required; null is what a form without it sends. At most <see cref="IntakeRules.MaximumNameLength"/> characters.</param>
/// <param name="NationalId">National id or residence number in any digits; null or blank when it is not known.</param>
/// <param name="Mobile">Saudi mobile number in any usual spelling; null or blank when there is none.</param>
/// <param name="DateOfBirth">Hijri or Gregorian, such as <c>1410-05-03</c> or <c>1989-12-02</c>; null or blank when it is not known.</param>
public sealed record Applicant(string? FullName, string? NationalId = null, string? Mobile = null, string? DateOfBirth = null)
{
    /// <summary>True for somebody the register knows, of whom only what was missing is typed: then neither national id nor mobile is needed again.</summary>
    public bool IsKnown { get; init; }
}

/// <summary>A request that may be opened as a case: every value in the one form in which it is stored.</summary>
public sealed record AcceptedCase
{
    /// <summary>How it came.</summary>
    public required Channel Channel { get; init; }

    /// <summary>What is asked for.</summary>
    public required Service Service { get; init; }

    /// <summary>The name with single blanks.</summary>
    public required string FullName { get; init; }

    /// <summary>The name as it is searched for, see <see cref="Text.ArabicText.Fold"/>.</summary>
    public required string FoldedName { get; init; }

    /// <summary>In 0-9; null when none was given. Ten digits unless a doubt about it was passed.</summary>
    public string? NationalId { get; init; }

    /// <summary>As <c>+9665XXXXXXXX</c>; null when none was given.</summary>
    public string? Mobile { get; init; }

    /// <summary>The Gregorian day of birth; null when none was given.</summary>
    public DateOnly? DateOfBirth { get; init; }

    /// <summary>The date of birth as typed, kept because old Hijri dates convert to within a day only; null when none was given.</summary>
    public string? DateOfBirthAsTyped { get; init; }

    /// <summary>What is needed; null when nothing was said.</summary>
    public string? Needs { get; init; }

    /// <summary>The doubts that were passed, for the history; usually none.</summary>
    public IReadOnlyList<PassedDoubt> PassedDoubts { get; init; } = [];
}

/// <summary>A doubt somebody entitled to it passed.</summary>
/// <param name="Warning">The warning's name, such as <see cref="IntakeRules.NationalIdWarning"/>.</param>
/// <param name="Doubt">What was doubtful.</param>
/// <param name="Reason">Why it was passed all the same.</param>
public sealed record PassedDoubt(string Warning, IdentifierDoubt Doubt, string Reason);
