using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>What is known while one pack is checked. Each step leaves here what the later ones need.</summary>
internal sealed class PackCheck(PackZip zip, PackManifest manifest, byte[] manifestBytes, byte[]? signature, PackTrust trust)
{
    /// <summary>How much longer than listed all files together may turn out to be and still be read for what happened to them.</summary>
    private long _slack = 256L * 1024 * 1024;

    private const long MostSlack = 2L * EventLine.MostBytes;

    public PackZip Zip { get; } = zip;

    public PackManifest Manifest { get; } = manifest;

    public byte[] ManifestBytes { get; } = manifestBytes;

    public byte[]? Signature { get; } = signature;

    public PackTrust Trust { get; } = trust;

    public List<Finding> Findings { get; } = [];

    public List<Statement> Statements { get; } = [];

    public Dictionary<string, PackedFile> Listed { get; } = manifest.Files.ToDictionary(file => file.Path, StringComparer.Ordinal);

    /// <summary>What was read of files already; null for what could not be.</summary>
    public Dictionary<string, FileSeen?> Seen { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys; null when they could not be read, so that nothing can be said of seals.</summary>
    public KeyChain? Keys { get; set; }

    /// <summary>The key the manifest is signed with; null when it is not as it was signed.</summary>
    public string? SignedWith { get; set; }

    /// <summary>True when the key leads back to one whose fingerprint was given.</summary>
    public bool IsKeyCompared { get; set; }

    /// <summary>The seals by their numbers.</summary>
    public SortedDictionary<long, SealSeen> Seals { get; } = [];

    /// <summary>True when all seals hold, and agree with those kept elsewhere.</summary>
    public bool AreSealsWhole { get; set; }

    /// <summary>True when all proofs could be read and are of the pack's cases, so that a case without any was never sealed.</summary>
    public bool AreProofsWhole { get; set; }

    /// <summary>How many seals were the ones kept elsewhere, and the last of them.</summary>
    public (long Count, long Last) Compared { get; set; }

    /// <summary>What seals say of cases, by the cases' ids.</summary>
    public Dictionary<string, List<CaseWitness>> Witnesses { get; } = new(StringComparer.Ordinal);

    /// <summary>The cases one of whose proofs does not hold.</summary>
    public HashSet<string> Unproven { get; } = new(StringComparer.Ordinal);

    /// <summary>All documents that events name, in the order of the cases' numbers and their events; each once for its case.</summary>
    public List<(PackedHead Head, long Seq, PackedDocument Document)> Documents { get; } = [];

    public void Add(FindingCode code, string? reason = null, string? path = null) => Findings.Add(new(code) { Reason = reason, Path = path });

    /// <summary>Reads a listed file through, also one that has grown. Null when it is not listed or cannot be read.</summary>
    public async Task<FileSeen?> ReadAsync(string path, Action<ReadOnlyMemory<byte>> content, CancellationToken ct)
    {
        if (!Listed.TryGetValue(path, out var listed) || !Zip.Has(path))
        {
            return null;
        }

        var slack = Math.Min(MostSlack, _slack);
        var seen = await Zip.ReadAsync(path, listed.Bytes + slack, content, ct);
        _slack -= seen is null ? slack : Math.Max(0, seen.Bytes - listed.Bytes);
        Seen[path] = seen;
        return seen;
    }

    /// <summary>The lines of a listed file, each told as it comes by.</summary>
    public async Task<bool> ReadLinesAsync(string path, Action<ReadOnlyMemory<byte>?> line, CancellationToken ct)
    {
        var splitter = new LineSplitter(EventLine.MostBytes, line);
        if (await ReadAsync(path, splitter.Add, ct) is null)
        {
            return false;
        }

        splitter.End();
        return true;
    }

    /// <summary>A whole listed file; null when it is not listed or cannot be read.</summary>
    public async Task<byte[]?> ReadAllAsync(string path, CancellationToken ct)
    {
        using var all = new MemoryStream();
        return Listed.TryGetValue(path, out var listed) && listed.Bytes <= PackVerifier.MostManifestBytes && await ReadAsync(path, part => all.Write(part.Span), ct) is not null
            ? all.ToArray()
            : null;
    }
}
