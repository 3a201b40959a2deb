using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// One line of an association's book of seals: what the ends of all its cases' histories came to at a moment, tied to the seal before and signed. Kept out of the reach of whoever
/// has the database, it shows later that nothing up to that moment was changed.
/// </summary>
public sealed record Seal
{
    private const string SignatureName = "signature";

    private static readonly string[] Known =
        ["association", "at", "cases", "changed", "changedRoot", "key", "number", "previous", "reads", "readsHash", "root", SignatureName];

    /// <summary>Its number within the association, from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>The association's key.</summary>
    public required string Association { get; init; }

    /// <summary>When it was made, as <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</summary>
    public required string At { get; init; }

    /// <summary>How many cases there were.</summary>
    public required long Cases { get; init; }

    /// <summary>The root of the tree over all of their <see cref="SealedHead"/>s.</summary>
    public required string Root { get; init; }

    /// <summary>How many of them had moved since the seal before; all of them in the first.</summary>
    public required long Changed { get; init; }

    /// <summary>The root of the tree over the heads of those alone.</summary>
    public required string ChangedRoot { get; init; }

    /// <summary>How many entries the association's log of reading had; 0 for none.</summary>
    public long Reads { get; init; }

    /// <summary>The hash of its newest entry; <see cref="HashChain.Genesis"/> for none.</summary>
    public string ReadsHash { get; init; } = HashChain.Genesis;

    /// <summary>The <see cref="Hash"/> of the seal before; <see cref="HashChain.Genesis"/> in the first.</summary>
    public required string Previous { get; init; }

    /// <summary>The id of the key it is signed with.</summary>
    public required string Key { get; init; }

    /// <summary>As <see cref="Signatures.Sign"/> writes it, over <see cref="SignedBytes"/>; null until it is signed.</summary>
    public string? Signature { get; init; }

    /// <summary>Members of the line that a later version added, as a canonical JSON object; they are signed with the rest. Null for none.</summary>
    public string? Later { get; init; }

    /// <summary>The canonical JSON without the signature: what is signed.</summary>
    public byte[] SignedBytes() => CanonicalJson.Serialize(ToJson());

    /// <summary>The canonical JSON with the signature: the line that is kept, without its end.</summary>
    public byte[] ToLine()
    {
        var json = ToJson();
        if (Signature is not null)
        {
            json[SignatureName] = Signature;
        }

        return CanonicalJson.Serialize(json);
    }

    /// <summary>The SHA-256 of <see cref="ToLine"/>, which the seal after this names, 64 small hex digits.</summary>
    public string Hash() => Hashes.Of(ToLine());

    /// <summary>The seal signed with a private key on P-256, whose id it then names.</summary>
    public Seal Sign(ECDsa key)
    {
        var unsigned = this with { Key = Signatures.KeyId(key.ExportSubjectPublicKeyInfo()), Signature = null };
        return unsigned with { Signature = Signatures.Sign(key, unsigned.SignedBytes()) };
    }

    /// <summary>Reads a line that may come from anywhere. Null for what is not exactly what <see cref="ToLine"/> writes.</summary>
    /// <param name="line">UTF-8, without the end of the line.</param>
    public static Seal? Parse(ReadOnlyMemory<byte> line)
    {
        using var document = JsonFields.Parse(line);
        var seal = document is null ? null : Read(document.RootElement);
        return seal is not null && line.Span.SequenceEqual(seal.ToLine()) ? seal : null;
    }

    private static Seal? Read(JsonElement json) =>
        json.Number("number") is { } number and >= 1 && json.Text("association") is { } association && json.Instant("at") is { } at
        && json.Number("cases") is { } cases && json.Hash("root") is { } root && json.Number("changed") is { } changed && json.Hash("changedRoot") is { } changedRoot
        && json.Number("reads") is { } reads && json.Hash("readsHash") is { } readsHash && json.Hash("previous") is { } previous && json.Hash("key") is { } key
        && json.Text(SignatureName) is { } signature
            ? new Seal
            {
                Number = number, Association = association, At = at, Cases = cases, Root = root, Changed = changed, ChangedRoot = changedRoot,
                Reads = reads, ReadsHash = readsHash, Previous = previous, Key = key, Signature = signature, Later = LaterOf(json),
            }
            : null;

    private static string? LaterOf(JsonElement json)
    {
        var later = new JsonObject();
        foreach (var member in json.EnumerateObject().Where(member => !Known.Contains(member.Name, StringComparer.Ordinal)))
        {
            later[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return later.Count == 0 ? null : System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(later));
    }

    private JsonObject ToJson()
    {
        var json = Later is null ? [] : JsonNode.Parse(Later)!.AsObject();
        (json["number"], json["association"], json["at"]) = (Number, Association, At);
        (json["cases"], json["root"], json["changed"], json["changedRoot"]) = (Cases, Root, Changed, ChangedRoot);
        (json["reads"], json["readsHash"], json["previous"], json["key"]) = (Reads, ReadsHash, Previous, Key);
        return json;
    }
}
