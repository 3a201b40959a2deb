using System.Globalization;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>In which way a seal does not hold.</summary>
public enum SealFault
{
    /// <summary>The line is not a seal, or not in the one spelling seals have.</summary>
    Unreadable,

    /// <summary>The seal with this number is not where it belongs.</summary>
    Missing,

    /// <summary>It is of another association.</summary>
    OtherAssociation,

    /// <summary>The key it names is unknown, or is not what its id says.</summary>
    UnknownKey,

    /// <summary>The key it names does not lead back to the first key.</summary>
    KeyNotEndorsed,

    /// <summary>It was made at a moment at which its key did not sign.</summary>
    KeyOutsideItsTime,

    /// <summary>Its content is not what was signed.</summary>
    BadSignature,

    /// <summary>It does not name the seal before it: one of the two was made anew.</summary>
    WrongPrevious,

    /// <summary>It says that it was made before the seal before it.</summary>
    BeforeThePrevious,
}

/// <summary>The first seal of a list that does not hold.</summary>
/// <param name="Number">The number the seal there should have.</param>
/// <param name="Fault">What is wrong with it.</param>
public sealed record SealBreak(long Number, SealFault Fault)
{
    /// <summary>The finding in words, for an auditor.</summary>
    public LocalizedText Message => EvidenceTexts.Of($"SealBroken.{Fault}", [new("seal", Number.ToString(CultureInfo.InvariantCulture))]);
}
