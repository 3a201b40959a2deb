namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// What shows that a leaf is in a tree to somebody who has nothing of the tree but its root and its count (RFC 6962 §2.1.1, an audit path).
/// </summary>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Count">How many leaves the tree has.</param>
/// <param name="Path">The hashes met on the way up, lowest first, each 64 small hex digits; empty for the only leaf of a tree.</param>
public sealed record InclusionProof(long Index, long Count, IReadOnlyList<string> Path)
{
    /// <inheritdoc/>
    public bool Equals(InclusionProof? other) => other is not null && (Index, Count) == (other.Index, other.Count) && Path.SequenceEqual(other.Path, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Count, Path.Count);
}
