using System.Buffers;
using System.Security.Cryptography;
using CaseWorkflows.Cases.Documents;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Documents;

/// <summary>What came in as a file and has been looked at.</summary>
/// <param name="Sha256">Of the content, lower-case hex; where it lies.</param>
/// <param name="Bytes">How much there is.</param>
/// <param name="Kind">What it is by its content.</param>
internal sealed record KeptContent(string Sha256, long Bytes, FileKind Kind);

/// <summary>
/// The folder in which the content of documents lies, each file under its SHA-256: the same content is kept once, a file never changes, and whether it is what was put in is
/// told by its name. See docs/adr/0029.
/// </summary>
internal sealed class DocumentFolder(HostSettings settings, TimeProvider clock)
{
    private const string Incoming = ".incoming";
    private const int BufferBytes = 64 * 1024;

    /// <summary>Where content of that hash lies, if it is there.</summary>
    public string PathOf(string sha256) => PathIn(settings.DocumentsFolder, sha256);

    /// <inheritdoc cref="PathOf"/>
    public static string PathIn(string folder, string sha256) => IsHash(sha256) ? Path.Combine(folder, sha256[..2], sha256) : throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));

    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>
    /// Reads the content to its end, hashing and looking at it on the way, and puts it in place once the disk has it: under its name there is either all of it or nothing. Null as
    /// soon as there is more of it than <paramref name="most"/>. What turns out not to be wanted is left nowhere.
    /// </summary>
    /// <param name="content">Read once, from where it stands.</param>
    /// <param name="most">The most bytes taken.</param>
    /// <param name="isWanted">Asked when everything is known of it.</param>
    /// <param name="ct">Gives up and leaves nothing.</param>
    public async Task<KeptContent?> KeepAsync(Stream content, long most, Func<KeptContent, bool> isWanted, CancellationToken ct)
    {
        var aside = Path.Combine(settings.DocumentsFolder, Incoming, Guid.NewGuid().ToString("N"));
        PrivateFolder.Create(settings.DocumentsFolder);
        PrivateFolder.Create(Path.GetDirectoryName(aside)!);
        try
        {
            if (await CopyAsync(content, aside, most, ct) is not { } kept)
            {
                return null;
            }

            if (isWanted(kept))
            {
                var place = PathOf(kept.Sha256);
                PrivateFolder.Create(Path.GetDirectoryName(place)!);

                // Over what may be there: the same bytes, or ones that a disk has lost since.
                File.SetLastWriteTimeUtc(aside, Now);
                File.Move(aside, place, overwrite: true);
            }

            return kept;
        }
        finally
        {
            File.Delete(aside);
        }
    }

    /// <summary>True when the content is there and is what its name says.</summary>
    public async Task<bool> IsSoundAsync(string sha256, CancellationToken ct)
    {
        try
        {
            await using var stream = Open(PathOf(sha256));
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, ct)) == sha256;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    /// <summary>A file whose writer may still be at work on its successor.</summary>
    public static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan,
    });

    /// <summary>Lets content stay as if it had just come in. False when it is not there.</summary>
    public bool Renew(string sha256)
    {
        var place = PathOf(sha256);
        try
        {
            File.SetLastWriteTimeUtc(place, Now);
            return true;
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return File.Exists(place);
        }
    }

    /// <summary>Hashes of content that came in, and was last renewed, before that instant.</summary>
    public IEnumerable<string> NotAskedForSince(DateTimeOffset before) => Directory.Exists(settings.DocumentsFolder)
        ? Directory.EnumerateDirectories(settings.DocumentsFolder, "??").SelectMany(Directory.EnumerateFiles)
            .Where(file => IsHash(Path.GetFileName(file)) && File.GetLastWriteTimeUtc(file) < before.UtcDateTime).Select(file => Path.GetFileName(file))
        : [];

    /// <summary>Takes content away for good, unless it was renewed meanwhile: it is moved aside first, where nobody renews it, and goes back when it turns out to be wanted. True when it is gone.</summary>
    public bool Discard(string sha256, DateTimeOffset before)
    {
        var (place, aside) = (PathOf(sha256), Path.Combine(settings.DocumentsFolder, Incoming, Guid.NewGuid().ToString("N")));
        PrivateFolder.Create(Path.GetDirectoryName(aside)!);
        try
        {
            File.Move(place, aside);
        }
        catch (FileNotFoundException)
        {
            return false; // another host was faster
        }

        if (File.GetLastWriteTimeUtc(aside) >= before.UtcDateTime)
        {
            File.Move(aside, place, overwrite: true);
            return false;
        }

        File.Delete(aside);
        return true;
    }

    /// <summary>Deletes what a crash left half written before that instant.</summary>
    public void ClearIncoming(DateTimeOffset before)
    {
        var incoming = Path.Combine(settings.DocumentsFolder, Incoming);
        foreach (var left in Directory.Exists(incoming) ? Directory.GetFiles(incoming).Where(file => File.GetLastWriteTimeUtc(file) < before.UtcDateTime) : [])
        {
            File.Delete(left);
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private static async Task<KeptContent?> CopyAsync(Stream content, string aside, long most, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var file = new FileStream(aside, PrivateFile.New());
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            for (int read; (read = await content.ReadAsync(buffer.AsMemory(0, BufferBytes), ct)) > 0;)
            {
                if ((bytes += read) > most)
                {
                    return null;
                }

                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            var (head, tail) = (await PartAsync(file, 0, FileSniffer.HeadBytes, ct), await PartAsync(file, bytes - FileSniffer.TailBytes, FileSniffer.TailBytes, ct));
            var kind = FileSniffer.Of(head, tail);
            file.Flush(flushToDisk: true);
            return new(Convert.ToHexStringLower(hash.GetHashAndReset()), bytes, kind);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static async Task<byte[]> PartAsync(FileStream file, long from, int most, CancellationToken ct)
    {
        file.Position = Math.Max(from, 0);
        var part = new byte[Math.Min(most, file.Length - file.Position)];
        await file.ReadExactlyAsync(part, ct);
        return part;
    }
}
