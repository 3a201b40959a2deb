using System.Security.Cryptography;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// The hash tree of RFC 6962 §2.1 with SHA-256. Leaves and inner nodes are hashed under different prefixes, so that neither can pass for the other. Pure, and safe from many threads.
/// </summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0x00;
    private const byte NodePrefix = 0x01;
    private const int UsualLeaf = 512;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static string EmptyRoot { get; } = Convert.ToHexStringLower(SHA256.HashData([]));

    /// <summary>SHA-256 of 0x00 and the leaf; 32 bytes.</summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> leaf)
    {
        Span<byte> prefixed = leaf.Length < UsualLeaf ? stackalloc byte[UsualLeaf] : new byte[1 + leaf.Length];
        prefixed[0] = LeafPrefix;
        leaf.CopyTo(prefixed[1..]);
        return SHA256.HashData(prefixed[..(1 + leaf.Length)]);
    }

    /// <summary>SHA-256 of 0x01 and both children; 32 bytes.</summary>
    /// <param name="left">32 bytes.</param>
    /// <param name="right">32 bytes.</param>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> node = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        node[0] = NodePrefix;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(node);
    }

    /// <summary>The root over leaf hashes in their order, as 64 small hex digits; they are read once and not kept.</summary>
    public static string Root(IEnumerable<byte[]> leafHashes)
    {
        var tree = new MerkleBuilder();
        foreach (var leaf in leafHashes)
        {
            tree.Add(leaf);
        }

        return tree.Root();
    }

    /// <summary>
    /// True when the proof leads from the leaf to the root (RFC 9162 §2.1.3.2). Anything malformed, also a path too long, is false.
    /// </summary>
    /// <param name="root">64 small hex digits.</param>
    /// <param name="leafHash">As <see cref="LeafHash"/> gives it.</param>
    /// <param name="proof">May come from anywhere.</param>
    public static bool Verify(string root, ReadOnlySpan<byte> leafHash, InclusionProof proof)
    {
        if (proof.Index < 0 || proof.Index >= proof.Count || leafHash.Length != SHA256.HashSizeInBytes)
        {
            return false;
        }

        var (at, last, hash) = (proof.Index, proof.Count - 1, leafHash.ToArray());
        foreach (var step in proof.Path)
        {
            if (last == 0 || !Hashes.IsHash(step))
            {
                return false;
            }

            var sibling = Convert.FromHexString(step);
            if ((at & 1) == 1 || at == last)
            {
                hash = NodeHash(sibling, hash);
                for (; (at & 1) == 0 && at != 0; at >>= 1)
                {
                    last >>= 1;
                }
            }
            else
            {
                hash = NodeHash(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && Convert.ToHexStringLower(hash) == root;
    }
}
