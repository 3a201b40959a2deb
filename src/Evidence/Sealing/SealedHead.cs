using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// The end of one case's history at the moment of a seal; a leaf of the seal's trees, in which leaves stand in ordinal order of the case ids. Whoever has it and the events up to it
/// can show that none of those was changed since.
/// </summary>
/// <param name="CaseId">The case.</param>
/// <param name="Seq">The number of its newest event, from 1.</param>
/// <param name="Hash">That event's hash, 64 small hex digits.</param>
public sealed record SealedHead(string CaseId, long Seq, string Hash)
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.:");

    /// <summary>The canonical JSON <c>{"case":…,"hash":…,"seq":…}</c> in UTF-8.</summary>
    public byte[] Leaf() => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"case\":{Quoted},\"hash\":\"{Hash}\",\"seq\":{Seq}}}"));

    /// <summary>The leaf's hash, 32 bytes.</summary>
    public byte[] LeafHash() => MerkleTree.LeafHash(Leaf());

    // Ids are plain as a rule, and a night seals many.
    private string Quoted => CaseId.AsSpan().ContainsAnyExcept(Plain) ? Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonValue.Create(CaseId))) : $"\"{CaseId}\"";
}
