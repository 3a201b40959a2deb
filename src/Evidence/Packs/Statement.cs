using CaseWorkflows.Cases.Text;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>What a pack shows, and what it does not.</summary>
public enum StatementCode
{
    /// <summary>Events have not changed since a seal.</summary>
    SealedSince,

    /// <summary>The pack's files are those that were signed.</summary>
    ManifestSigned,

    /// <summary>The key leads back to the one whose fingerprint was given.</summary>
    KeyCompared,

    /// <summary>The seals are those that were kept elsewhere.</summary>
    SealsAgree,

    /// <summary>The included documents are those the events name.</summary>
    DocumentsIncluded,

    /// <summary>Not shown: events are newer than the newest seal.</summary>
    AfterNewestSeal,

    /// <summary>Not shown: no seal covers the case yet.</summary>
    NeverSealed,

    /// <summary>Not shown: that the key is the association's.</summary>
    KeyNotCompared,

    /// <summary>Not shown: the content of documents that are not in the pack.</summary>
    DocumentsNotIncluded,

    /// <summary>Not shown: that definitions, policy and reports are what they were; only the pack's signature covers them.</summary>
    FilesNotSealed,

    /// <summary>Not shown: that nothing happened which was never recorded, and that what was recorded was true.</summary>
    NeverRecorded,
}

/// <summary>One sentence about what a pack shows, or does not. What does not apply is null.</summary>
/// <param name="Code">What it says.</param>
public sealed record Statement(StatementCode Code)
{
    /// <summary>True for what is shown, false for what is not.</summary>
    public bool IsProven => Code < StatementCode.AfterNewestSeal;

    /// <summary>The number of the case, as people quote it.</summary>
    public string? Case { get; init; }

    /// <summary>The first event.</summary>
    public long? Seq { get; init; }

    /// <summary>The last event.</summary>
    public long? To { get; init; }

    /// <summary>The number of the seal.</summary>
    public long? Seal { get; init; }

    /// <summary>When that was, as <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</summary>
    public string? At { get; init; }

    /// <summary>The id of the key.</summary>
    public string? Key { get; init; }

    /// <summary>How many.</summary>
    public long? Count { get; init; }

    /// <summary>The sentence.</summary>
    public LocalizedText Message => EvidenceTexts.Of(VerdictValues.Named(Code.ToString(), Seq, To), VerdictValues.Of(Case, Seq, To, Seal, At, path: null, Key, Count));
}
