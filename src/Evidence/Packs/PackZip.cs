using System.IO.Compression;
using System.Security.Cryptography;

namespace CaseWorkflows.Evidence.Packs;

/// <summary>What a file of a pack turned out to be.</summary>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">Of its content.</param>
internal sealed record FileSeen(long Bytes, string Sha256);

/// <summary>
/// Reads a ZIP that may come from anywhere: nothing is unpacked further than it may be long, and whatever is wrong with a part is that the part cannot be read.
/// </summary>
internal sealed class PackZip : IDisposable
{
    private const int MostEntries = 2_000_000;
    private const int Chunk = 64 * 1024;

    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private PackZip(ZipArchive archive) => _archive = archive;

    /// <summary>The names of all entries, each once.</summary>
    public IEnumerable<string> Paths => _entries.Keys;

    /// <summary>The names that stand more than once. The first of each is read.</summary>
    public IReadOnlyCollection<string> Twice { get; private set; } = [];

    /// <summary>Null for what is no ZIP, or has more entries than any pack.</summary>
    /// <param name="pack">Must be able to seek; stays open.</param>
    public static PackZip? Open(Stream pack)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(pack, ZipArchiveMode.Read, leaveOpen: true);
            var zip = new PackZip(archive);
            if (archive.Entries.Count <= MostEntries)
            {
                zip.Twice = new SortedSet<string>(archive.Entries.Where(entry => !zip._entries.TryAdd(entry.FullName, entry)).Select(entry => entry.FullName), StringComparer.Ordinal);
                archive = null;
                return zip;
            }
        }
        catch (Exception unreadable) when (IsOfContent(unreadable))
        {
        }
        finally
        {
            archive?.Dispose();
        }

        return null;
    }

    public bool Has(string path) => _entries.ContainsKey(path);

    /// <summary>Reads a file through. Null when it is not there, cannot be unpacked, or is longer than it may be; what was told of it until then does not count.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="most">How long it may be, in bytes.</param>
    /// <param name="content">Gets it piece by piece.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<FileSeen?> ReadAsync(string path, long most, Action<ReadOnlyMemory<byte>>? content, CancellationToken ct)
    {
        if (!_entries.TryGetValue(path, out var entry))
        {
            return null;
        }

        try
        {
            await using var stream = await entry.OpenAsync(ct);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (buffer, length) = (new byte[Chunk], 0L);
            for (var read = await stream.ReadAsync(buffer, ct); read > 0; read = await stream.ReadAsync(buffer, ct))
            {
                length += read;
                if (length > most)
                {
                    return null;
                }

                hash.AppendData(buffer.AsSpan(0, read));
                content?.Invoke(buffer.AsMemory(0, read));
            }

            return new(length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception unreadable) when (IsOfContent(unreadable))
        {
            return null;
        }
    }

    /// <summary>A whole file; null as in <see cref="ReadAsync"/>.</summary>
    public async Task<(byte[] Content, FileSeen Seen)?> ReadAllAsync(string path, long most, CancellationToken ct)
    {
        using var all = new MemoryStream();
        return await ReadAsync(path, most, part => all.Write(part.Span), ct) is { } seen ? (all.ToArray(), seen) : null;
    }

    public void Dispose() => _archive.Dispose();

    // What the reader of the base library throws at bytes that make no sense; which of these, depends on where they stop making sense.
    private static bool IsOfContent(Exception exception) =>
        exception is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or InvalidOperationException or IndexOutOfRangeException;
}
