using System.IO.Compression;
using CaseWorkflows.Host.Backup;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Settings;
using CaseWorkflows.Host.Tests.Databases;
using Microsoft.Extensions.Configuration;

namespace CaseWorkflows.Host.Tests.Backup;

public sealed class WhenABackupIsMade : IAsyncLifetime
{
    private const string Reason = "PostgreSQL is backed up by pg_dump.";

    private readonly TemporaryFolder _backups = new();
    private TestDatabase _database = null!;

    private string Archive => Path.Combine(_backups, "backup.zip");

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        Directory.CreateDirectory(Path.Combine(_database.Folder, "keys"));
        await File.WriteAllTextAsync(Path.Combine(_database.Folder, "keys", "lookup.key"), "secret");
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _backups.Dispose();
    }

    [SqliteFact(Reason)]
    public async Task It_lies_there_whole_for_its_owner_alone_and_nothing_beside_it()
    {
        await BackUpAsync();

        Assert.Equal(["backup.zip"], Directory.EnumerateFileSystemEntries(_backups).Select(path => Path.GetFileName(path)));
        await using var archive = await ZipFile.OpenReadAsync(Archive);
        Assert.Equal(["caseworkflows.db", "keys/lookup.key", "manifest.json"], archive.Entries.Select(entry => entry.FullName));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Archive));
        }
    }

    [SqliteFact(Reason)]
    public async Task An_older_one_is_replaced_only_when_asked_for()
    {
        await File.WriteAllTextAsync(Archive, "older");

        var refused = await Assert.ThrowsAsync<BackupException>(() => BackUpAsync());
        Assert.Equal("older", await File.ReadAllTextAsync(Archive));
        await BackUpAsync(overwrite: true);

        Assert.Contains("--force", refused.Message, StringComparison.Ordinal);
        Assert.Equal(SchemaVersions.Newest, (await UnpackAsync()).Schema);
    }

    [SqliteFact(Reason)]
    public async Task Writers_go_on_meanwhile_and_the_copy_is_of_one_moment()
    {
        await _database.ExecuteAsync("CREATE TABLE twins (a INTEGER NOT NULL, b INTEGER NOT NULL)");
        await _database.ExecuteAsync("WITH RECURSIVE n (v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 200000) INSERT INTO twins SELECT 0, 0 FROM n");
        using var done = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var written = 0;
            for (; !done.IsCancellationRequested; written++)
            {
                await _database.ExecuteAsync("UPDATE twins SET a = a + 1, b = b + 1 WHERE rowid IN (1, 200000)");
            }

            return written;
        });

        await BackUpAsync();
        await done.CancelAsync();

        Assert.True(await writing > 0);
        await UnpackAsync();
        using var copy = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_backups, "out", BackupArchive.DatabaseName)};Pooling=False");
        copy.Open();
        using var command = copy.CreateCommand();
        command.CommandText = "SELECT min(a) || ' ' || count(DISTINCT a) || ' ' || sum(a <> b) FROM twins WHERE rowid IN (1, 200000)";
        Assert.EndsWith(" 1 0", (string)command.ExecuteScalar()!, StringComparison.Ordinal);
    }

    [SqliteTheory(Reason)]
    [InlineData("not a zip", "is damaged")]
    [InlineData("cut short", "is damaged")]
    [InlineData("bytes changed", "")]
    [InlineData("no manifest", "has no manifest")]
    [InlineData("another product", "of something else")]
    [InlineData("a part too many", "parts its manifest names")]
    [InlineData("a part missing", "parts its manifest names")]
    [InlineData("a path that leads out", "which no backup of this service has")]
    [InlineData("a later schema", "which this version does not know")]
    [InlineData("no such file", "cannot be read")]
    public async Task A_file_that_is_no_sound_backup_is_refused_and_leaves_nothing(string fault, string explanation)
    {
        await BackUpAsync();
        await DamageAsync(fault);
        var before = Directory.EnumerateFileSystemEntries(_database.Folder).Order(StringComparer.Ordinal).ToList();

        var refused = await Assert.ThrowsAsync<BackupException>(async () =>
        {
            await using var staged = await StagedBackup.UnpackAsync(Archive, _database.Folder, default);
        });

        Assert.Contains(explanation, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_database.Folder).Order(StringComparer.Ordinal));
    }

    private async Task DamageAsync(string fault)
    {
        var bytes = await File.ReadAllBytesAsync(Archive);
        switch (fault)
        {
            case "not a zip":
                await File.WriteAllTextAsync(Archive, "SQLite format 3");
                return;
            case "cut short":
                await File.WriteAllBytesAsync(Archive, bytes[..(bytes.Length / 2)]);
                return;
            case "bytes changed":
                Array.ForEach([.. Enumerable.Range(bytes.Length / 3, 16)], place => bytes[place] ^= 0x10); // one alone may fall into a run of zeros and say the same
                await File.WriteAllBytesAsync(Archive, bytes);
                return;
            case "no such file":
                File.Delete(Archive);
                return;
        }

        var manifest = await UnpackAsync();
        await using var stream = File.Create(Archive);
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        var outside = fault == "a path that leads out" ? "keys/../../outside.key" : "keys/lookup.key";
        if (fault is not "a part missing")
        {
            await BackupArchive.AddAsync(archive, BackupArchive.DatabaseName, Path.Combine(_backups, "out", BackupArchive.DatabaseName), default);
        }

        var key = await BackupArchive.AddAsync(archive, outside, Path.Combine(_backups, "out", "keys", "lookup.key"), default);
        if (fault is "no manifest")
        {
            return;
        }

        await BackupArchive.AddAsync(archive, manifest with
        {
            Product = fault is "another product" ? "Another" : manifest.Product,
            Schema = fault is "a later schema" ? "29991231000000_Later" : manifest.Schema,
            Parts = fault is "a part too many" ? [manifest.Parts[0]] : [manifest.Parts[0], key],
        }, default);
    }

    private Task<BackupManifest> BackUpAsync(bool overwrite = false)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(HostSettings.DataKey, _database.Folder)]).Build();
        return new BackupWriter(HostSettings.Read(configuration), TimeProvider.System).WriteAsync(Archive, overwrite, _ => Task.CompletedTask, default);
    }

    private Task<BackupManifest> UnpackAsync()
    {
        Directory.CreateDirectory(Path.Combine(_backups, "out", "keys"));
        return BackupArchive.UnpackAsync(Archive, Path.Combine(_backups, "out"), default);
    }
}
