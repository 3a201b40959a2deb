using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Packs;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Tests.Packs;

/// <summary>A pack taken apart, to be tampered with and put together again.</summary>
internal sealed class OpenPack
{
    public required World World { get; init; }

    public required SortedDictionary<string, byte[]> Files { get; init; }

    /// <summary>Further entries under names that may stand there already.</summary>
    public List<(string Path, byte[] Content)> More { get; } = [];

    public static OpenPack Of(World world, byte[] pack)
    {
        using var archive = new ZipArchive(new MemoryStream(pack));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var memory = new MemoryStream();
            using var content = entry.Open();
            content.CopyTo(memory);
            files.Add(entry.FullName, memory.ToArray());
        }

        return new() { World = world, Files = files };
    }

    public OpenPack Copy() => new() { World = World, Files = new(Files, StringComparer.Ordinal) };

    public byte[] Zip()
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            foreach (var (path, content) in Files.Select(file => (file.Key, file.Value)).Concat(More))
            {
                using var stream = archive.CreateEntry(path, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    public List<string> Lines(string path) => [.. Encoding.UTF8.GetString(Files[path]).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    public void SetLines(string path, IEnumerable<string> lines) => Files[path] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    public void EditLines(string path, Action<List<string>> edit)
    {
        var lines = Lines(path);
        edit(lines);
        SetLines(path, lines);
    }

    public void EditJson(string path, Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(Files[path])!.AsObject();
        edit(json);
        Files[path] = CanonicalJson.Serialize(json);
    }

    /// <summary>Lists the files as they are now and signs the list, with the association's key or another.</summary>
    public OpenPack Resign(ECDsa? key = null, string? keyId = null)
    {
        EditJson(PackPaths.Manifest, manifest => manifest["files"] = new JsonArray([.. Files
            .Where(file => file.Key is not (PackPaths.Manifest or PackPaths.Signature))
            .Select(file => (JsonNode)new JsonObject { ["path"] = file.Key, ["bytes"] = file.Value.Length, ["sha256"] = Hashes.Of(file.Value) })]));
        key ??= World.Book.Current;
        keyId ??= Signatures.KeyId(key.ExportSubjectPublicKeyInfo());
        Files[PackPaths.Signature] = CanonicalJson.Serialize(new JsonObject { ["key"] = keyId, ["signature"] = Signatures.Sign(key, Files[PackPaths.Manifest]) });
        return this;
    }

    /// <summary>Lets the list of contents name another end of a case's history.</summary>
    public OpenPack SetHead(TestCase one, long seq, string hash)
    {
        EditJson(PackPaths.Manifest, manifest =>
        {
            var head = manifest["heads"]!.AsArray().Single(head => (string?)head!["case"] == one.Id)!;
            (head["seq"], head["hash"]) = (seq, hash);
        });
        return this;
    }
}
