namespace CaseWorkflows.Evidence.Packs;

/// <summary>Where a seal, by a proof that held, says a case's history ended.</summary>
/// <param name="Seal">The seal.</param>
/// <param name="Seq">The number of the newest event at that moment.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="IsChanged">True when the proof was for the tree of changed cases.</param>
internal sealed record CaseWitness(SealSeen Seal, long Seq, string Hash, bool IsChanged);

/// <summary>What a check keeps of a seal.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was made.</param>
/// <param name="Key">The key it is signed with.</param>
/// <param name="Cases">How many leaves its tree of all cases has.</param>
/// <param name="Root">That tree's root.</param>
/// <param name="Changed">How many leaves its tree of changed cases has.</param>
/// <param name="ChangedRoot">That tree's root.</param>
/// <param name="LineHash">The hash of its line.</param>
/// <param name="IsBelieved">True when it was signed as it stands by a key that leads back to the first, and no copy kept elsewhere says otherwise.</param>
internal sealed record SealSeen(long Number, string At, string Key, long Cases, string Root, long Changed, string ChangedRoot, string LineHash, bool IsBelieved);
