using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using CaseWorkflows.Evidence.Sealing;
using FsCheck;
using FsCheck.Fluent;

namespace CaseWorkflows.Evidence.Tests.Sealing;

public sealed class MerkleTreeTests
{
    // The leaves and roots that implementations of RFC 6962 hold themselves to, tree by tree from one leaf to eight.
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_KnownLeaves_IsTheKnownRoot(int count, string root) =>
        Assert.Equal(root, MerkleTree.Root(Leaves[..count].Select(leaf => MerkleTree.LeafHash(Convert.FromHexString(leaf)))));

    [Fact]
    public void Root_AnyLeaves_IsThatOfTheRecursiveDefinition() =>
        Prop.ForAll(Gen.Choose(1, 200).ToArbitrary(), count => MerkleTree.Root(Hashes(count)) == Convert.ToHexStringLower(Defined([.. Hashes(count)]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Proofs_OfAnyLeavesInOnePass_LeadToTheRootAndToNoOther()
    {
        var trees =
            from count in Gen.Choose(1, 150)
            from wanted in Gen.Choose(0, count - 1).NonEmptyListOf()
            select (count, wanted: wanted.ToHashSet());

        Prop.ForAll(trees.ToArbitrary(), tree =>
        {
            var (leaves, builder) = (Hashes(tree.count).ToList(), new MerkleBuilder());
            for (var at = 0; at < leaves.Count; at++)
            {
                builder.Add(leaves[at], tree.wanted.Contains(at));
            }

            var root = builder.Root();
            var proofs = builder.Proofs();
            return proofs.Select(proof => (int)proof.Index).SequenceEqual(tree.wanted.Order())
                && proofs.All(proof => MerkleTree.Verify(root, leaves[(int)proof.Index], proof))
                && proofs.All(proof => !MerkleTree.Verify(MerkleTree.EmptyRoot, leaves[(int)proof.Index], proof))
                && proofs.All(proof => !MerkleTree.Verify(root, MerkleTree.LeafHash("other"u8), proof))
                && proofs.All(proof => !MerkleTree.Verify(root, leaves[(int)proof.Index], proof with { Path = [.. proof.Path, root] }))
                && proofs.All(proof => proof.Path.Count == 0 || !MerkleTree.Verify(root, leaves[(int)proof.Index], proof with { Path = [.. proof.Path.Skip(1)] }))
                && proofs.All(proof => leaves.Count == 1 || !MerkleTree.Verify(root, leaves[(int)proof.Index], proof with { Index = (proof.Index + 1) % leaves.Count }));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Proofs_AskedForBeforeTheEnd_DoNotDisturbWhatFollows()
    {
        var builder = new MerkleBuilder();
        foreach (var leaf in Hashes(21))
        {
            builder.Add(leaf, isWanted: true);
            Assert.All(builder.Proofs(), proof => Assert.True(MerkleTree.Verify(builder.Root(), Hashes(21).ElementAt((int)proof.Index), proof)));
        }

        Assert.Equal(MerkleTree.Root(Hashes(21)), builder.Root());
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(4, 4)]
    [InlineData(0, 0)]
    [InlineData(long.MaxValue, long.MaxValue)]
    public void Verify_PlaceOutsideTheTree_IsFalse(long index, long count) =>
        Assert.False(MerkleTree.Verify(MerkleTree.EmptyRoot, MerkleTree.LeafHash([]), new(index, count, [MerkleTree.EmptyRoot])));

    [Fact]
    public void Verify_StepThatIsNoHash_IsFalse()
    {
        var leaves = Hashes(2).ToList();

        Assert.False(MerkleTree.Verify(MerkleTree.Root(leaves), leaves[0], new(0, 2, ["no hash"])));
        Assert.False(MerkleTree.Verify(MerkleTree.Root(leaves), leaves[0].AsSpan(1), new(0, 2, [Convert.ToHexStringLower(leaves[1])])));
    }

    [Fact]
    public void Root_OfAMillionHeads_TakesSecondsAndKeepsNothing()
    {
        var (watch, tree, seen) = (Stopwatch.StartNew(), new MerkleBuilder(), new List<WeakReference>());
        for (var at = 0; at < 1_000_000; at++)
        {
            AddHead(tree, at, seen);
        }

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        GC.Collect();
        Assert.InRange(seen.Count(leaf => leaf.IsAlive), 0, 2);
        Assert.Equal(64, tree.Root().Length);
    }

    [Theory]
    [InlineData("case-1", "{\"case\":\"case-1\",\"hash\":\"00\",\"seq\":7}")]
    [InlineData("a\"b\\c/ن\n", "{\"case\":\"a\\\"b\\\\c/ن\\n\",\"hash\":\"00\",\"seq\":7}")]
    public void Leaf_OfAHead_IsItsCanonicalJson(string caseId, string leaf) => Assert.Equal(leaf, Encoding.UTF8.GetString(new SealedHead(caseId, 7, "00").Leaf()));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddHead(MerkleBuilder tree, int at, List<WeakReference> seen)
    {
        var leaf = new SealedHead(at.ToString("D8", CultureInfo.InvariantCulture), 3, MerkleTree.EmptyRoot).LeafHash();
        tree.Add(leaf);
        if (at % 1000 == 0)
        {
            seen.Add(new(leaf));
        }
    }

    private static IEnumerable<byte[]> Hashes(int count) => Enumerable.Range(0, count).Select(at => MerkleTree.LeafHash(BitConverter.GetBytes(at)));

    // RFC 6962 §2.1, word for word.
    private static byte[] Defined(byte[][] leaves)
    {
        if (leaves.Length == 1)
        {
            return leaves[0];
        }

        var split = 1;
        while (split * 2 < leaves.Length)
        {
            split *= 2;
        }

        return SHA256.HashData([0x01, .. Defined(leaves[..split]), .. Defined(leaves[split..])]);
    }
}
