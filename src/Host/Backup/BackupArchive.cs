using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Backup;

/// <summary>The backup's file: a zip of the database, the keys it cannot be read without, the documents, and a manifest with the hash of each.</summary>
internal static class BackupArchive
{
    public const string DatabaseName = "caseworkflows.db";
    public const string KeysPrefix = "keys/";
    public const string DocumentsPrefix = "documents/";

    private const string ManifestName = "manifest.json";
    private const int LargestManifest = 512 * 1024 * 1024; // a line for each document
    private const int BufferBytes = 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    public static async Task<BackupPart> AddAsync(ZipArchive archive, string name, string file, CancellationToken ct)
    {
        await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var level = name.StartsWith(DocumentsPrefix, StringComparison.Ordinal) ? CompressionLevel.NoCompression : CompressionLevel.Fastest; // pictures and PDFs are compressed already
        await using var target = await archive.CreateEntry(name, level).OpenAsync(ct);
        var (bytes, hash) = await CopyAsync(source, target, ct);
        return new(name, bytes, hash);
    }

    public static async Task AddAsync(ZipArchive archive, BackupManifest manifest, CancellationToken ct)
    {
        await using var target = await archive.CreateEntry(ManifestName).OpenAsync(ct);
        await JsonSerializer.SerializeAsync(target, manifest, Json, ct);
    }

    /// <summary>Unpacks every part into a folder, each held against the manifest while it is written.</summary>
    /// <exception cref="BackupException">It is no backup, or a damaged one; the folder may hold parts of it.</exception>
    public static async Task<BackupManifest> UnpackAsync(string file, string folder, CancellationToken ct)
    {
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, ct);
            var manifest = await ManifestAsync(archive, file, ct);
            var expected = manifest.Parts.Select(part => part.Name).Append(ManifestName).Order(StringComparer.Ordinal);
            if (!archive.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal).SequenceEqual(expected, StringComparer.Ordinal))
            {
                throw new BackupException($"{file} does not hold the parts its manifest names.");
            }

            foreach (var part in manifest.Parts)
            {
                await UnpackAsync(archive.GetEntry(part.Name)!, part, folder, ct);
            }

            return manifest;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new BackupException($"{file} is no backup of this service, or it is damaged. {damaged.Message}", damaged);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be read or unpacked. {unreadable.Message}", unreadable);
        }
    }

    private static async Task<BackupManifest> ManifestAsync(ZipArchive archive, string file, CancellationToken ct)
    {
        if (archive.GetEntry(ManifestName) is not { Length: <= LargestManifest } entry)
        {
            throw new BackupException($"{file} has no manifest, so it is no backup of this service.");
        }

        await using var stream = await entry.OpenAsync(ct);
        var manifest = await JsonSerializer.DeserializeAsync<BackupManifest>(stream, Json, ct);
        return manifest is { Product: BackupManifest.ProductName } && manifest.Parts.Any(part => part.Name == DatabaseName)
            ? manifest
            : throw new BackupException($"{file} is a backup of something else.");
    }

    private static async Task UnpackAsync(ZipArchiveEntry entry, BackupPart part, string folder, CancellationToken ct)
    {
        if (!IsOurs(part.Name))
        {
            throw new BackupException($"The archive holds '{part.Name}', which no backup of this service has.");
        }

        await using var source = await entry.OpenAsync(ct);
        PrivateFolder.Create(Path.GetDirectoryName(Path.Combine(folder, part.Name))!);
        await using var target = new FileStream(Path.Combine(folder, part.Name), PrivateFile.New());
        var (bytes, hash) = await CopyAsync(source, target, ct);
        if (bytes != part.Bytes || hash != part.Sha256 || (part.Name.StartsWith(DocumentsPrefix, StringComparison.Ordinal) && part.Name != DocumentsPrefix + hash))
        {
            throw new BackupException($"'{part.Name}' in the archive is not what was backed up: its hash differs.");
        }

        target.Flush(flushToDisk: true);
    }

    // An archive from elsewhere could name a path that leads out of the folder.
    private static bool IsOurs(string name)
        => name == DatabaseName || (name.StartsWith(KeysPrefix, StringComparison.Ordinal) && IsPlain(name[KeysPrefix.Length..]))
            || (name.StartsWith(DocumentsPrefix, StringComparison.Ordinal) && DocumentFolder.IsHash(name[DocumentsPrefix.Length..]));

    private static bool IsPlain(string name) => name.Length > 0 && name[0] != '.' && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');

    private static async Task<(long Bytes, string Sha256)> CopyAsync(Stream source, Stream target, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, bytes) = (new byte[BufferBytes], 0L);
        for (int read; (read = await source.ReadAsync(buffer, ct)) > 0; bytes += read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
