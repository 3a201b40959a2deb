using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>
/// Writes a pack file by file, hashing each as it goes by, and at last the list of contents with its signature. It keeps a line per file, case and document, never their contents. One
/// call at a time; a pack that was not finished has no list of contents and verifies as broken.
/// </summary>
/// <param name="destination">Needs neither to seek nor to read; stays open.</param>
/// <param name="about">What the pack says of itself.</param>
public sealed class PackWriter(Stream destination, PackFacts about) : IAsyncDisposable
{
    private readonly ZipArchive _archive = new(destination, ZipArchiveMode.Create, leaveOpen: true);
    private readonly SortedDictionary<string, PackedFile> _files = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, PackedHead> _heads = new(StringComparer.Ordinal);
    private readonly List<JsonObject> _documents = [];

    /// <summary>Signs what it is given, as <see cref="Signatures.Sign"/> does.</summary>
    /// <param name="content">What is to be signed.</param>
    /// <param name="ct">Gives up.</param>
    public delegate ValueTask<string> Signer(ReadOnlyMemory<byte> content, CancellationToken ct);

    /// <summary>Adds a file.</summary>
    /// <param name="path">One of <see cref="PackPaths"/>, or the caller's own. A path that does not unpack everywhere, or stands there already, is a bug and throws <see cref="ArgumentException"/>.</param>
    /// <param name="write">Writes the content to the stream it gets; need not close it.</param>
    /// <param name="ct">Gives up; the pack is then worth nothing.</param>
    public async Task AddAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        if (!PackPaths.IsSound(path) || path is PackPaths.Manifest or PackPaths.Signature || _files.ContainsKey(path))
        {
            throw new ArgumentException($"'{path}' cannot be a file of the pack, or is one already.", nameof(path));
        }

        _files.Add(path, await WriteAsync(path, write, ct));
    }

    /// <summary>Adds a case with all its events.</summary>
    /// <param name="caseId">The case.</param>
    /// <param name="number">Its number, which its file is called by.</param>
    /// <param name="events">All of them, in order, read once.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The end of its history, as the pack has it.</returns>
    public async Task<SealedHead> AddCaseAsync(string caseId, string number, IAsyncEnumerable<CaseEvent> events, CancellationToken ct)
    {
        var (seq, hash, named) = (0L, HashChain.Genesis, new HashSet<string>(StringComparer.Ordinal));
        await AddAsync(PackPaths.OfCase(number), async (stream, token) =>
        {
            await foreach (var one in events.WithCancellation(token))
            {
                (seq, hash) = (one.Seq, one.Hash);
                await stream.WriteAsync(EventLine.Of(one), token);
                if (DocumentOf(one) is { } document && named.Add(document.Id))
                {
                    _documents.Add(document.ToJson(caseId));
                }
            }
        }, ct);
        _heads.Add(caseId, new(caseId, number, seq, hash));
        return new(caseId, seq, hash);
    }

    /// <summary>Adds the association's keys, oldest first.</summary>
    public Task AddKeysAsync(IEnumerable<SealKey> keys, CancellationToken ct) => AddJsonAsync(PackPaths.Keys, new JsonObject { ["keys"] = new JsonArray([.. keys.Select(key => key.ToJson())]) }, ct);

    /// <summary>Adds all of the association's seals, oldest first.</summary>
    public Task AddSealsAsync(IAsyncEnumerable<Seal> seals, CancellationToken ct) => AddLinesAsync(PackPaths.Seals, seals, seal => seal.ToLine(), ct);

    /// <summary>Adds the proofs of the pack's cases, as <see cref="PackProof"/> says which.</summary>
    public Task AddProofsAsync(IAsyncEnumerable<PackProof> proofs, CancellationToken ct) => AddLinesAsync(PackPaths.Proofs, proofs, proof => proof.ToLine(), ct);

    /// <summary>Adds the list of documents and the page that checks the pack, then the list of contents, and has that signed. The pack is then complete.</summary>
    /// <param name="keyId">The id of the key that signs; one of those added, in use when the pack was made.</param>
    /// <param name="sign">Signs with it.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>What was signed.</returns>
    public async Task<PackManifest> FinishAsync(string keyId, Signer sign, CancellationToken ct)
    {
        await AddJsonAsync(PackPaths.Documents, new JsonObject { ["documents"] = new JsonArray([.. _documents]) }, ct);
        await AddAsync(PackPaths.Page, (stream, token) => stream.WriteAsync(VerifyPage.Html, token).AsTask(), ct);
        var manifest = new PackManifest(about, [.. _files.Values], [.. _heads.Values]);
        var bytes = manifest.ToBytes();
        var signature = CanonicalJson.Serialize(new JsonObject { ["key"] = keyId, ["signature"] = await sign(bytes, ct) });
        await WriteAsync(PackPaths.Manifest, (stream, token) => stream.WriteAsync(bytes, token).AsTask(), ct);
        await WriteAsync(PackPaths.Signature, (stream, token) => stream.WriteAsync(signature, token).AsTask(), ct);
        await _archive.DisposeAsync();
        return manifest;
    }

    /// <summary>Ends the ZIP, finished or not.</summary>
    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    private Task AddJsonAsync(string path, JsonObject json, CancellationToken ct) => AddAsync(path, (stream, token) => stream.WriteAsync(CanonicalJson.Serialize(json), token).AsTask(), ct);

    private Task AddLinesAsync<T>(string path, IAsyncEnumerable<T> items, Func<T, byte[]> line, CancellationToken ct) => AddAsync(path, async (stream, token) =>
    {
        await foreach (var item in items.WithCancellation(token))
        {
            await stream.WriteAsync((byte[])[.. line(item), (byte)'\n'], token);
        }
    }, ct);

    private async Task<PackedFile> WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        // Documents are pressed already.
        var entry = _archive.CreateEntry(path, path.StartsWith(PackPaths.DocumentFolder, StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
        entry.LastWriteTime = Instant.Parse(about.CreatedAt);
        await using var content = await entry.OpenAsync(ct);
        await using var hashing = new HashingStream(content);
        await write(hashing, ct);
        return hashing.ToFile(path);
    }

    private static PackedDocument? DocumentOf(CaseEvent one)
    {
        if (one.Data is null)
        {
            return null;
        }

        using var data = JsonDocument.Parse(one.Data);
        return PackedDocument.Of(data.RootElement);
    }
}
