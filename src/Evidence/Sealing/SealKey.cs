using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Evidence.Sealing;

/// <summary>
/// The public half of a key an association seals with. The first stands for itself: whoever relies on it compares its id. Each later one is endorsed by the key before it, so that
/// all of them lead back to the first.
/// </summary>
public sealed record SealKey
{
    /// <summary><see cref="Signatures.KeyId"/> of the key.</summary>
    public required string Id { get; init; }

    /// <summary>The SubjectPublicKeyInfo (RFC 5280 §4.1) in base64.</summary>
    public required string PublicKey { get; init; }

    /// <summary>From when it signs, that moment included, as <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</summary>
    public required string From { get; init; }

    /// <summary>Until when it signed, that moment not included; null while it is in use. It is not endorsed: the <see cref="From"/> of the key after it says the same and is.</summary>
    public string? Until { get; init; }

    /// <summary>The id of the key before; null in the first.</summary>
    public string? EndorsedBy { get; init; }

    /// <summary>That key's signature over <see cref="EndorsedBytes"/>; null in the first.</summary>
    public string? Endorsement { get; init; }

    /// <summary>The public half of a key as the first of an association.</summary>
    /// <param name="key">On P-256; its private half is not needed.</param>
    /// <param name="from">From when it signs, as <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</param>
    public static SealKey First(ECDsa key, string from)
    {
        var publicKey = key.ExportSubjectPublicKeyInfo();
        return new() { Id = Signatures.KeyId(publicKey), PublicKey = Convert.ToBase64String(publicKey), From = from };
    }

    /// <summary>This key as it stands once another follows it, and that other with this one's endorsement.</summary>
    /// <param name="own">This key with its private half; another one's gives an endorsement that does not hold.</param>
    /// <param name="next">The key that follows.</param>
    /// <param name="from">From when that one signs, and this one no more.</param>
    public (SealKey Ended, SealKey Next) Rotate(ECDsa own, ECDsa next, string from)
    {
        var unendorsed = First(next, from) with { EndorsedBy = Id };
        return (this with { Until = from }, unendorsed with { Endorsement = Signatures.Sign(own, unendorsed.EndorsedBytes()) });
    }

    /// <summary>The SubjectPublicKeyInfo; empty when it is no base64.</summary>
    public byte[] Spki()
    {
        var bytes = new byte[PublicKey.Length];
        return Convert.TryFromBase64String(PublicKey, bytes, out var length) ? bytes[..length] : [];
    }

    /// <summary>True at a moment in which it signs.</summary>
    /// <param name="at">As <see cref="CaseWorkflows.Cases.Calendars.Instant.ToText"/> writes it.</param>
    public bool IsInUse(string at) => string.CompareOrdinal(From, at) <= 0 && (Until is null || string.CompareOrdinal(at, Until) < 0);

    /// <summary>The canonical JSON <c>{"endorsedBy":…,"from":…,"id":…,"publicKey":…}</c> that the key before signs.</summary>
    public byte[] EndorsedBytes() =>
        CanonicalJson.Serialize(new JsonObject { ["endorsedBy"] = EndorsedBy, ["from"] = From, ["id"] = Id, ["publicKey"] = PublicKey });

    /// <summary>As it stands in a pack; what is null is left out.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["id"] = Id, ["publicKey"] = PublicKey, ["from"] = From };
        foreach (var (name, value) in new[] { ("until", Until), ("endorsedBy", EndorsedBy), ("endorsement", Endorsement) })
        {
            if (value is not null)
            {
                json[name] = value;
            }
        }

        return json;
    }

    /// <summary>Reads what may come from anywhere; null for what is not a key. Whether it holds, <see cref="KeyChain"/> says.</summary>
    public static SealKey? Parse(JsonElement json) =>
        json.Hash("id") is { } id && json.Text("publicKey") is { } publicKey && json.Instant("from") is { } from
            ? new() { Id = id, PublicKey = publicKey, From = from, Until = json.Instant("until"), EndorsedBy = json.Hash("endorsedBy"), Endorsement = json.Text("endorsement") }
            : null;
}
