using System.Runtime.InteropServices;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// Builds the tree of <see cref="MerkleTree"/> leaf by leaf, in one pass. It keeps the roots of the finished subtrees, at most one for each bit of the count, and the paths of the
/// leaves that were wanted; nothing else. Not safe from several threads.
/// </summary>
public sealed class MerkleBuilder
{
    private readonly List<Subtree> _finished = [];
    private readonly List<Wanted> _wanted = [];

    /// <summary>How many leaves there are.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the next leaf.</summary>
    /// <param name="leafHash">32 bytes, as <see cref="MerkleTree.LeafHash"/> gives them; kept, so it must not change.</param>
    /// <param name="isWanted">True to have its inclusion proof in <see cref="Proofs"/>.</param>
    public void Add(byte[] leafHash, bool isWanted = false)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(leafHash.Length, Hashes.Bytes);
        if (isWanted)
        {
            _wanted.Add(new(Count, []));
        }

        var grown = new Subtree(Count, Size: 1, leafHash, _wanted.Count - (isWanted ? 1 : 0), _wanted.Count);
        while (_finished is [.., var left] && left.Size == grown.Size)
        {
            _finished.RemoveAt(_finished.Count - 1);
            grown = Join(left, grown);
        }

        _finished.Add(grown);
        Count++;
    }

    /// <summary>The root of the leaves so far, as 64 small hex digits; more may be added afterwards.</summary>
    public string Root() => Convert.ToHexStringLower(Top(_ => { }).Hash);

    /// <summary>The inclusion proofs of the wanted leaves in the tree of all so far, in their order; more leaves may be added afterwards.</summary>
    public IReadOnlyList<InclusionProof> Proofs()
    {
        var paths = _wanted.ConvertAll(wanted => new Wanted(wanted.Index, [.. wanted.Path]));
        Top(joint => Extend(paths, joint.Left, joint.Right));
        return paths.ConvertAll(wanted => new InclusionProof(wanted.Index, Count, wanted.Path.ConvertAll(Convert.ToHexStringLower)));
    }

    private Subtree Top(Action<(Subtree Left, Subtree Right)> joined)
    {
        if (_finished.Count == 0)
        {
            return new(0, 0, Convert.FromHexString(MerkleTree.EmptyRoot), 0, 0);
        }

        var top = _finished[^1];
        for (var at = _finished.Count - 2; at >= 0; at--)
        {
            joined((_finished[at], top));
            top = Merge(_finished[at], top);
        }

        return top;
    }

    private Subtree Join(Subtree left, Subtree right)
    {
        Extend(_wanted, left, right);
        return Merge(left, right);
    }

    private static Subtree Merge(Subtree left, Subtree right) =>
        new(left.Start, left.Size + right.Size, MerkleTree.NodeHash(left.Hash, right.Hash), left.FirstWanted, right.EndWanted);

    private static void Extend(List<Wanted> wanted, Subtree left, Subtree right)
    {
        foreach (ref var one in CollectionsMarshal.AsSpan(wanted)[left.FirstWanted..left.EndWanted])
        {
            one.Path.Add(right.Hash);
        }

        foreach (ref var one in CollectionsMarshal.AsSpan(wanted)[right.FirstWanted..right.EndWanted])
        {
            one.Path.Add(left.Hash);
        }
    }

    /// <summary>A finished subtree, and which of the wanted leaves lie in it: from the first to before the end.</summary>
    private readonly record struct Subtree(long Start, long Size, byte[] Hash, int FirstWanted, int EndWanted);

    private readonly record struct Wanted(long Index, List<byte[]> Path);
}
