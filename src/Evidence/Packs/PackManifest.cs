using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>A file of a pack.</summary>
/// <param name="Path">Within the pack.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its content, 64 small hex digits.</param>
public sealed record PackedFile(string Path, long Bytes, string Sha256);

/// <summary>A case of a pack, with the end of its history at the time of the pack.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Number">Its number, as people quote it; its file is called by it.</param>
/// <param name="Seq">The number of its newest event.</param>
/// <param name="Hash">That event's hash.</param>
public sealed record PackedHead(string CaseId, string Number, long Seq, string Hash);

/// <summary>The list of a pack's contents, which is what is signed.</summary>
/// <param name="About">What the pack is.</param>
/// <param name="Files">Every file but the manifest and its signature, in ordinal order of their paths.</param>
/// <param name="Heads">Its cases, in ordinal order of their ids.</param>
public sealed record PackManifest(PackFacts About, IReadOnlyList<PackedFile> Files, IReadOnlyList<PackedHead> Heads)
{
    /// <summary>The format this code writes and reads.</summary>
    public const string Format = "caseworkflows-evidence/1";

    /// <summary>The canonical JSON.</summary>
    public byte[] ToBytes() => CanonicalJson.Serialize(new JsonObject
    {
        ["format"] = Format,
        ["association"] = new JsonObject { ["key"] = About.Association, ["ar"] = About.Name.Arabic, ["en"] = About.Name.English },
        ["scope"] = About.Scope.ToJson(),
        ["createdAt"] = About.CreatedAt,
        ["createdBy"] = About.CreatedBy,
        ["files"] = new JsonArray([.. Files.Select(file => (JsonNode)new JsonObject { ["path"] = file.Path, ["bytes"] = file.Bytes, ["sha256"] = file.Sha256 })]),
        ["heads"] = new JsonArray([.. Heads.Select(head => (JsonNode)new JsonObject { ["case"] = head.CaseId, ["number"] = head.Number, ["seq"] = head.Seq, ["hash"] = head.Hash })]),
    });

    /// <summary>Reads what may come from anywhere. Null for what is no manifest of this format, names a file or a case twice, or contradicts itself.</summary>
    public static PackManifest? Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonFields.Parse(json);
        if (document is null || document.RootElement is var root && root.Text("format") != Format || PackFacts.Parse(root) is not { } about)
        {
            return null;
        }

        var files = root.Items("files")?.Select(FileOf).ToList();
        var heads = root.Items("heads")?.Select(HeadOf).ToList();
        if (files is null || heads is null || files.Contains(null) || heads.Contains(null))
        {
            return null;
        }

        var manifest = new PackManifest(about, files!, heads!);
        return manifest.IsSound ? manifest : null;
    }

    private bool IsSound =>
        AreDistinct(Files.Select(file => file.Path)) && AreDistinct(Heads.Select(head => head.CaseId)) && AreDistinct(Heads.Select(head => head.Number))
        && (About.Scope.Case is not { } one || (Heads is [var head] && head.CaseId == one));

    private static bool AreDistinct(IEnumerable<string> texts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return texts.All(seen.Add);
    }

    private static PackedFile? FileOf(JsonElement json) =>
        json.Text("path") is { } path && json.Number("bytes") is { } bytes && json.Hash("sha256") is { } sha256 ? new(path, bytes, sha256) : null;

    private static PackedHead? HeadOf(JsonElement json) =>
        json.Text("case") is { } id && json.Text("number") is { } number && json.Number("seq") is { } seq && json.Hash("hash") is { } hash ? new(id, number, seq, hash) : null;
}
