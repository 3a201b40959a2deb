using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// One line of a pack's proofs: that a seal covers the head a case's history had. A pack holds, for each of its cases, one in the tree of all cases of the newest seal, and one in the
/// tree of the changed cases of every seal in which the case had moved.
/// </summary>
/// <param name="Seal">The number of the seal.</param>
/// <param name="IsChanged">True in the seal's tree of changed cases, false in that of all.</param>
/// <param name="Head">What was sealed.</param>
/// <param name="Proof">The way to the root.</param>
public sealed record PackProof(long Seal, bool IsChanged, SealedHead Head, InclusionProof Proof)
{
    private const string Changed = "changed";
    private const string Cases = "cases";

    /// <summary>The canonical JSON without the end of the line. How many leaves the tree has, the seal says.</summary>
    public byte[] ToLine() => CanonicalJson.Serialize(new JsonObject
    {
        ["seal"] = Seal,
        ["tree"] = IsChanged ? Changed : Cases,
        ["case"] = Head.CaseId,
        ["seq"] = Head.Seq,
        ["hash"] = Head.Hash,
        ["index"] = Proof.Index,
        ["path"] = new JsonArray([.. Proof.Path.Select(step => (JsonNode)step)]),
    });

    /// <summary>Reads a line that may come from anywhere; null for what is no proof. The tree's count is not in it and comes out as 0.</summary>
    internal static PackProof? Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonFields.Parse(line);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } json || json.Text("tree") is not (Changed or Cases) || json.Items("path")?.Select(JsonFields.TextOf).ToList() is not { } path)
        {
            return null;
        }

        return json.Number("seal") is { } seal && json.Text("case") is { } id && json.Number("seq") is { } seq && json.Hash("hash") is { } hash && json.Number("index") is { } index
            && path.TrueForAll(Hashes.IsHash)
                ? new(seal, json.Text("tree") == Changed, new(id, seq, hash), new(index, 0, path!))
                : null;
    }

    /// <summary>True when it leads to that seal.</summary>
    internal bool LeadsTo(SealSeen seal) => IsChanged
        ? MerkleTree.Verify(seal.ChangedRoot, Head.LeafHash(), Proof with { Count = seal.Changed })
        : MerkleTree.Verify(seal.Root, Head.LeafHash(), Proof with { Count = seal.Cases });
}
