namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// In which way a pack does not hold. What is about an event or a document of a case comes first, then what is about the pack as a whole; within a place the earlier code comes first.
/// </summary>
public enum FindingCode
{
    /// <summary>An event is not what it was: its content, its number, its hash or the hash it names.</summary>
    Changed,

    /// <summary>An event is missing from the middle.</summary>
    Dropped,

    /// <summary>An event stands there that the history does not know.</summary>
    Inserted,

    /// <summary>Events stand in another order than they happened in.</summary>
    Reordered,

    /// <summary>The newest events are missing.</summary>
    CutOff,

    /// <summary>The history is whole in itself, but it is not the one that was sealed: it was computed anew from some event on.</summary>
    NotAsSealed,

    /// <summary>Events say that they happened before a seal that knows nothing of them.</summary>
    NotSealed,

    /// <summary>The events are another case's.</summary>
    OtherCase,

    /// <summary>A document is not the one its event names.</summary>
    DocumentReplaced,

    /// <summary>A document that the pack should hold is not there.</summary>
    DocumentMissing,

    /// <summary>The pack, or a part of it, cannot be read, or is larger than anything a pack holds.</summary>
    Unreadable,

    /// <summary>The key is not the association's, as far as can be told.</summary>
    KeySwapped,

    /// <summary>The list of contents is not what was signed.</summary>
    ManifestSignature,

    /// <summary>A seal does not hold.</summary>
    SealBroken,

    /// <summary>A seal is not the one that was kept elsewhere.</summary>
    SealNotAsKept,

    /// <summary>A proof does not lead to the seal it names.</summary>
    ProofBroken,

    /// <summary>A file that the list of contents names is not there.</summary>
    FileMissing,

    /// <summary>A file is not what the list of contents says.</summary>
    FileChanged,

    /// <summary>A file is there that does not belong to the pack.</summary>
    FileAdded,
}
