using System.IO.Compression;
using System.Reflection;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Persistence.Sqlite;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Backup;

/// <summary>Writes a backup of the data folder while the service may be running on it.</summary>
internal sealed class BackupWriter(HostSettings settings, TimeProvider clock)
{
    /// <summary>Written aside and moved into place whole: under the name asked for there is either a complete backup or nothing.</summary>
    /// <param name="file">The archive to write. Its folder must exist.</param>
    /// <param name="overwrite">Whether an older backup of that name is replaced.</param>
    /// <param name="progress">Hears what is being done.</param>
    /// <param name="ct">Gives up and leaves nothing.</param>
    /// <exception cref="BackupException">It cannot be written.</exception>
    public async Task<BackupManifest> WriteAsync(string file, bool overwrite, Func<string, Task> progress, CancellationToken ct)
    {
        OnSqliteOnly(settings);
        if (File.Exists(file) && !overwrite)
        {
            throw new BackupException($"{file} exists. Give another name, or --force to replace it.");
        }

        if (!File.Exists(settings.DatabaseFile))
        {
            throw new BackupException($"There is no database in {settings.DataFolder}.");
        }

        var aside = $"{file}.{Guid.NewGuid():N}";
        try
        {
            var manifest = await WriteAsideAsync($"{aside}.zip", $"{aside}.db", progress, ct);
            File.Move($"{aside}.zip", file, overwrite);
            return manifest;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{file} cannot be written. {refused.Message}", refused);
        }
        finally
        {
            File.Delete($"{aside}.zip");
            File.Delete($"{aside}.db");
            File.Delete($"{aside}.db-journal");
        }
    }

    /// <exception cref="BackupException">The database is PostgreSQL, which has its own tools and whose keys are in it.</exception>
    public static void OnSqliteOnly(HostSettings settings)
    {
        if (settings.Postgres is not null)
        {
            throw new BackupException("The database is PostgreSQL: use pg_dump and pg_restore, as docs/operations.md shows. Its keys are in the database.");
        }
    }

    private async Task<BackupManifest> WriteAsideAsync(string archiveFile, string copy, Func<string, Task> progress, CancellationToken ct)
    {
        var startedAt = clock.GetUtcNow();
        var (schema, cases, events) = await CopyAsync(copy, progress, ct);
        await progress($"Packing {Megabytes(new FileInfo(copy).Length)} MB …");
        await using var stream = new FileStream(archiveFile, PrivateFile.New());
        var parts = new List<BackupPart>();
        var manifest = new BackupManifest(BackupManifest.ProductName, ProductVersion, schema, startedAt, cases, events, parts);
        await using (var archive = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
        {
            parts.Add(await BackupArchive.AddAsync(archive, BackupArchive.DatabaseName, copy, ct));

            // After the database: whatever key a row in it was written with is there by now.
            foreach (var key in Keys())
            {
                parts.Add(await BackupArchive.AddAsync(archive, BackupArchive.KeysPrefix + Path.GetFileName(key), key, ct));
            }

            // After the database as well: a document's content is there before its row, and is never taken away.
            foreach (var document in Documents())
            {
                try
                {
                    parts.Add(await BackupArchive.AddAsync(archive, BackupArchive.DocumentsPrefix + Path.GetFileName(document), document, ct));
                }
                catch (FileNotFoundException)
                {
                    // Swept meanwhile, so that no row names it.
                }
            }

            await BackupArchive.AddAsync(archive, manifest, ct);
        }

        stream.Flush(flushToDisk: true);
        return manifest;
    }

    private async Task<(string Schema, long Cases, long Events)> CopyAsync(string copy, Func<string, Task> progress, CancellationToken ct)
    {
        var copying = Task.Run(() => DatabaseSnapshot.Take(settings.DatabaseFile, copy), ct);
        while (await Task.WhenAny(copying, Task.Delay(TimeSpan.FromSeconds(2), ct)) != copying)
        {
            await progress($"Copying the database: {Megabytes(Length(copy))} of {Megabytes(Length(settings.DatabaseFile))} MB …");
        }

        return await copying;
    }

    private IEnumerable<string> Keys() => Directory.Exists(settings.KeysFolder)
        ? Directory.EnumerateFiles(settings.KeysFolder).Where(file => Path.GetExtension(file) is ".xml" or ".key").Order(StringComparer.Ordinal)
        : [];

    private IEnumerable<string> Documents() => Directory.Exists(settings.DocumentsFolder)
        ? Directory.EnumerateFiles(settings.DocumentsFolder, "*", SearchOption.AllDirectories).Where(file => DocumentFolder.IsHash(Path.GetFileName(file))).Order(StringComparer.Ordinal)
        : [];

    private static long Length(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private static long Megabytes(long bytes) => (bytes + 999_999) / 1_000_000;

    private static string ProductVersion => typeof(BackupWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
