using System.Globalization;
using System.Security.Cryptography;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Backup;

/// <summary>
/// A backup unpacked beside the data it is to replace, on the same disk: a data folder of its own, which a host is built on to verify it. Gone when
/// disposed, put in place or not.
/// </summary>
internal sealed class StagedBackup : IAsyncDisposable
{
    private const int MostNamed = 20;

    private readonly string _folder;

    private StagedBackup(string folder, BackupManifest manifest) => (_folder, Manifest) = (folder, manifest);

    public BackupManifest Manifest { get; }

    private string DatabaseFile => Path.Combine(_folder, BackupArchive.DatabaseName);

    private string DocumentsFolder => Path.Combine(_folder, BackupArchive.DocumentsPrefix.TrimEnd('/'));

    private string KeysFolder => Path.Combine(_folder, BackupArchive.KeysPrefix.TrimEnd('/'));

    /// <exception cref="BackupException">It is no backup, a damaged one, or one of a later version.</exception>
    public static async Task<StagedBackup> UnpackAsync(string file, string dataFolder, CancellationToken ct)
    {
        var folder = Path.Combine(dataFolder, $"restore-{Guid.NewGuid():N}");
        PrivateFolder.Create(folder);
        PrivateFolder.Create(Path.Combine(folder, BackupArchive.KeysPrefix));
        try
        {
            var manifest = await BackupArchive.UnpackAsync(file, folder, ct);
            return SchemaVersions.Known.Contains(manifest.Schema, StringComparer.Ordinal)
                ? new(folder, manifest)
                : throw new BackupException(
                    $"The backup was made by version {manifest.Version} with the schema '{manifest.Schema}', which this version does not know. Restore it with that version or a later one.");
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Pages, schema, every history, the counts of the manifest, and that the keys open what is encrypted.</summary>
    /// <exception cref="BackupException">Something does not hold.</exception>
    public async Task VerifyAsync(Func<string, WebApplication> hostOn, bool despiteBrokenHistories, CancellationToken ct)
    {
        if (DatabaseSnapshot.Faults(DatabaseFile) is [var fault, ..])
        {
            throw new BackupException($"The database in the backup is damaged: {fault}");
        }

        await using var host = hostOn(_folder);
        await host.Services.GetRequiredService<DatabaseSchema>().UpgradeAsync(ct);
        var verdict = await host.Services.GetRequiredService<HistoryAudit>().VerifyAsync(ct);
        if (verdict.Broken.Count > 0 && !despiteBrokenHistories)
        {
            var named = verdict.Broken.Take(MostNamed).Select(broken => $"{broken.CaseNumber ?? broken.CaseId}: {broken.Break.Message.English}");
            throw new BackupException($"{verdict.Broken.Count} histories in the backup do not verify:\n{string.Join('\n', named)}\n");
        }

        if (verdict.Events != Manifest.Events)
        {
            throw new BackupException($"The backup holds {verdict.Events} events where its manifest says {Manifest.Events}.");
        }

        await OpenOneAsync(host.Services, ct);
        await CountDocumentsAsync(host.Services, ct);

        // Asked for so that it is disposed: it closes every reader and folds the WAL into the file.
        _ = host.Services.GetRequiredService<UnitOfWork>();
    }

    /// <summary>Puts database and keys where the service looks for them, and answers with the names under which what was there is kept.</summary>
    public IReadOnlyList<string> PutInPlace(HostSettings settings, DateTimeOffset now)
    {
        var (kept, suffix) = (new List<string>(), $".before-restore-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}");
        if (Directory.Exists(settings.KeysFolder) && Directory.EnumerateFileSystemEntries(settings.KeysFolder).Any())
        {
            Directory.Move(settings.KeysFolder, settings.KeysFolder + suffix);
            kept.Add(settings.KeysFolder + suffix);
        }
        else if (Directory.Exists(settings.KeysFolder))
        {
            Directory.Delete(settings.KeysFolder);
        }

        Directory.Move(KeysFolder, settings.KeysFolder);
        if (File.Exists(settings.DatabaseFile))
        {
            // SQLite looks for what is not yet folded in under the database's own name.
            if (File.Exists(settings.DatabaseFile + "-wal") && new FileInfo(settings.DatabaseFile + "-wal").Length > 0)
            {
                File.Move(settings.DatabaseFile + "-wal", settings.DatabaseFile + suffix + "-wal");
            }

            File.Move(settings.DatabaseFile, settings.DatabaseFile + suffix);
            kept.Add(settings.DatabaseFile + suffix);
        }

        PutDocumentsInPlace(settings, now);
        File.Delete(settings.DatabaseFile + "-wal");
        File.Delete(settings.DatabaseFile + "-shm");
        File.Move(DatabaseFile, settings.DatabaseFile);
        return kept;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Beside those that are there: a document lies under its hash, so one of the same name is the same, or was damaged.</summary>
    private void PutDocumentsInPlace(HostSettings settings, DateTimeOffset now)
    {
        // What is there and not in the backup may be named by the database that is kept beside: it is not swept before somebody had time to go back to that.
        foreach (var there in Directory.Exists(settings.DocumentsFolder) ? Directory.EnumerateFiles(settings.DocumentsFolder, "*", SearchOption.AllDirectories) : [])
        {
            File.SetLastWriteTimeUtc(there, now.UtcDateTime);
        }

        if (!Directory.Exists(DocumentsFolder))
        {
            return;
        }

        foreach (var document in Directory.EnumerateFiles(DocumentsFolder))
        {
            var place = DocumentFolder.PathIn(settings.DocumentsFolder, Path.GetFileName(document));
            PrivateFolder.Create(Path.GetDirectoryName(place)!);
            File.Move(document, place, overwrite: true);
        }
    }

    private async Task CountDocumentsAsync(IServiceProvider services, CancellationToken ct)
    {
        var there = Directory.Exists(DocumentsFolder) ? Directory.EnumerateFiles(DocumentsFolder).Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.Ordinal) : [];
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var missing = (await context.Documents.Select(row => row.Sha256).Distinct().ToListAsync(ct)).Count(hash => !there.Contains(hash));
        if (missing > 0)
        {
            throw new BackupException($"The backup lacks the content of {missing} documents that its database names. The night watch of the service it was made of says which.");
        }
    }

    private static async Task OpenOneAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var context = await services.GetRequiredService<IDbContextFactory<CaseDbContext>>().CreateDbContextAsync(ct);
        var newest = await context.Applicants.Where(row => row.NationalIdProtected != null).OrderByDescending(row => row.CreatedAt)
            .Select(row => row.NationalIdProtected).FirstOrDefaultAsync(ct);
        try
        {
            _ = newest is null ? null : services.GetRequiredService<NationalIdVault>().Unprotect(newest);
        }
        catch (CryptographicException others)
        {
            throw new BackupException("The keys in the backup do not open the national ids in its database.", others);
        }
    }
}
