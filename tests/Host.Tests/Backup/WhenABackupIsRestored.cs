using System.IO.Compression;
using System.Net;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Audit;
using CaseWorkflows.Host.Backup;
using CaseWorkflows.Host.Tests.CaseFiles;
using CaseWorkflows.Host.Tests.CommandLine;
using CaseWorkflows.Host.Tests.Databases;
using CaseWorkflows.Host.Tests.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace CaseWorkflows.Host.Tests.Backup;

/// <summary>A disk is lost, a folder is mistaken, an archive is damaged: what a backup is for.</summary>
public sealed class WhenABackupIsRestored : IDisposable
{
    private const string Reason = "PostgreSQL is backed up by pg_dump.";

    private readonly TestStore _data = new();
    private readonly TestStore _elsewhere = new();
    private readonly TemporaryFolder _backups = new();

    private string Archive => Path.Combine(_backups, "backup.zip");

    public void Dispose()
    {
        _data.Dispose();
        _elsewhere.Dispose();
        _backups.Dispose();
    }

    [SqliteFact(Reason)]
    public async Task Everything_is_there_in_a_new_folder_and_goes_on_from_where_it_was()
    {
        var letter = Papers.Pdf();
        string id, document;
        await using (var host = new HostFactory { KeptData = _data })
        {
            using var team = await Team.HireAsync(host, "natiq");
            id = await team.OpenCaseAsync();
            await team.DoAsync(id, "receive", Role.RelationsOfficer, "Received");
            using var paper = new ByteArrayContent(letter);
            using var filed = await team.Officer.Client.PostAsync($"/api/v1/cases/{id}/documents?name=letter.pdf", paper);
            document = (await filed.OkAsync(HttpStatusCode.Created)).Text("id");
            var backup = await HostProcess.RunAsync("backup", Archive, "--data", _data.Folder);
            Assert.Equal("", backup.Error);
            Assert.Matches(@"1 cases, [5-9] events, [1-9] key files, 1 documents", backup.Output);
        }

        var restore = await HostProcess.RunAsync("restore", Archive, "--data", _elsewhere.Folder);

        Assert.Equal("", restore.Error);
        Assert.Contains("Restored: 1 cases, 6 events", restore.Output, StringComparison.Ordinal);
        await using var restored = new HostFactory { KeptData = _elsewhere };
        using var successor = await Team.HireAsync(restored, "natiq");
        Assert.Equal(["verify"], await successor.OpenStepsAsync(id));
        using (var supervisor = await Visitor.SignedInAsync(restored, ("natiq", Role.RelationsSupervisor)))
        {
            Assert.Equal(letter, await supervisor.Client.GetByteArrayAsync($"/cases/{id}/documents/{document}"));
        }

        Assert.StartsWith("•", (await successor.Officer.CaseAsync(id)).GetProperty("applicant").Text("nationalIdMasked"), StringComparison.Ordinal);
        await successor.DoAsync(id, "verify", Role.RelationsOfficer, "Verified");
        Assert.Empty((await restored.Services.GetRequiredService<HistoryAudit>().VerifyAsync(default)).Broken);
        Assert.Equal(["caseworkflows.db", "documents", "keys", "reads", "service.lock"], Names(_elsewhere.Folder).Where(name => !name.StartsWith("caseworkflows.db-", StringComparison.Ordinal)));
    }

    [SqliteFact(Reason)]
    public async Task What_was_there_is_kept_under_another_name()
    {
        await MigrateAsync(_data.Folder);
        await HostProcess.RunAsync("backup", Archive, "--data", _data.Folder);
        await File.WriteAllTextAsync(Path.Combine(_data.Folder, "keys", "lookup.key"), "mine");

        var restore = await HostProcess.RunAsync("restore", Archive, "--data", _data.Folder);

        Assert.Equal(0, restore.ExitCode);
        Assert.Equal(
            ["caseworkflows.db", "caseworkflows.db.before-restore-*", "keys", "keys.before-restore-*", "service.lock"],
            Names(_data.Folder).Select(name => name.Contains("before-restore-", StringComparison.Ordinal) ? $"{name[..name.LastIndexOf('-')]}-*" : name));
        Assert.Equal(2, restore.Output.Split("is kept as").Length - 1);
        Assert.False(File.Exists(Path.Combine(_data.Folder, "keys", "lookup.key")));
    }

    [SqliteFact(Reason)]
    public async Task A_folder_a_service_works_on_is_left_alone_but_may_be_checked_beside_it()
    {
        await using var host = new HostFactory { KeptData = _data };
        using var client = host.CreateClient();
        await HostProcess.RunAsync("backup", Archive, "--data", _data.Folder);

        var check = await HostProcess.RunAsync("restore", Archive, "--check", "--data", _data.Folder);
        var restore = await HostProcess.RunAsync("restore", Archive, "--data", _data.Folder);

        Assert.Equal((0, 1), (check.ExitCode, restore.ExitCode));
        Assert.Contains("Sound: 0 cases", check.Output, StringComparison.Ordinal);
        Assert.Contains("another process of this service works on this folder", restore.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Names(_data.Folder), name => name.Contains("restore", StringComparison.Ordinal));
    }

    [SqliteFact(Reason)]
    public async Task A_history_that_was_altered_is_not_restored_unless_asked_for()
    {
        await using (var host = new HostFactory { KeptData = _data })
        {
            using var team = await Team.HireAsync(host, "natiq");
            await team.OpenCaseAsync();
        }

        _data.Tamper("UPDATE case_events SET reason = 'another' WHERE seq = 2");
        await HostProcess.RunAsync("backup", Archive, "--data", _data.Folder);

        var refused = await HostProcess.RunAsync("restore", Archive, "--data", _elsewhere.Folder);
        var asked = await HostProcess.RunAsync("restore", Archive, "--despite-broken-histories", "--data", _elsewhere.Folder);

        Assert.Equal((1, 0), (refused.ExitCode, asked.ExitCode));
        Assert.Contains("The content of event 2 was changed", refused.Error, StringComparison.Ordinal);
    }

    [SqliteFact(Reason)]
    public async Task A_damaged_database_is_refused_even_when_its_hash_is_right()
    {
        await MigrateAsync(_data.Folder);
        await HostProcess.RunAsync("backup", Archive, "--data", _data.Folder);
        var manifest = await UnpackAsync();
        var file = Path.Combine(_elsewhere.Folder, BackupArchive.DatabaseName);
        await using (var database = File.OpenWrite(file))
        {
            database.Seek(4096 * 3, SeekOrigin.Begin);
            await database.WriteAsync(new byte[4096]);
        }

        await using (var stream = File.Create(Archive))
        await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            var part = await BackupArchive.AddAsync(archive, BackupArchive.DatabaseName, file, default);
            await BackupArchive.AddAsync(archive, manifest with { Parts = [part] }, default);
        }

        var restore = await HostProcess.RunAsync("restore", Archive, "--data", _data.Folder);

        Assert.Equal(1, restore.ExitCode);
        Assert.Contains("The database in the backup is damaged", restore.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(Names(_data.Folder), name => name.Contains("restore", StringComparison.Ordinal));
    }

    private async Task<BackupManifest> UnpackAsync()
    {
        Directory.CreateDirectory(Path.Combine(_elsewhere.Folder, "keys"));
        return await BackupArchive.UnpackAsync(Archive, _elsewhere.Folder, default);
    }

    private static async Task MigrateAsync(string folder) => Assert.Equal(0, (await HostProcess.RunAsync("migrate", "--data", folder)).ExitCode);

    private static IEnumerable<string> Names(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Where(name => name != "logs").Order(StringComparer.Ordinal);
}
