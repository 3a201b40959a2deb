using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Host.CommandLine;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Backup;

/// <summary>Puts a backup in place once everything in it has been verified. Needs the data folder to itself.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<FileInfo> Source = new("file") { Description = "The archive 'backup' wrote." };

    private static readonly Option<bool> Check = new("--check") { Description = "Unpack and verify only; leave the folder as it is. May be done beside a running service." };

    private static readonly Option<bool> DespiteBrokenHistories = new("--despite-broken-histories")
    {
        Description = "Restore although histories in the backup do not verify, as when they were broken before it was made.",
    };

    public static Command Create(BuildHost build)
    {
        var command = new Command("restore", "Verify a backup and put it in place. What is there now is kept under another name.") { Source, Check, DespiteBrokenHistories };
        command.SetAction((parsed, cancellationToken) => RunAsync(build, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var (file, terminal, watch, configuration) = (parsed.GetRequiredValue(Source).FullName, parsed.InvocationConfiguration, Stopwatch.StartNew(), GlobalOptions.ConfigurationFrom(parsed));
        await using var app = build(configuration, TimeProvider.System);
        var settings = app.Services.GetRequiredService<HostSettings>();
        try
        {
            BackupWriter.OnSqliteOnly(settings);
            if (!parsed.GetValue(Check))
            {
                await app.Services.GetRequiredService<DataFolderLock>().HoldAsync(ct);
            }

            await using var staged = await StagedBackup.UnpackAsync(file, settings.DataFolder, ct);
            await terminal.Output.WriteLineAsync($"Verifying {staged.Manifest.Cases} cases of {staged.Manifest.CreatedAt:yyyy-MM-dd HH:mm} UTC …");
            await staged.VerifyAsync(folder => build([.. configuration, $"--{HostSettings.DataKey}={folder}"], TimeProvider.System), parsed.GetValue(DespiteBrokenHistories), ct);
            if (!parsed.GetValue(Check))
            {
                foreach (var kept in staged.PutInPlace(settings, TimeProvider.System.GetUtcNow()))
                {
                    await terminal.Output.WriteLineAsync($"What was there is kept as {kept}.");
                }
            }

            await terminal.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{(parsed.GetValue(Check) ? "Sound" : "Restored")}: {staged.Manifest.Cases} cases, {staged.Manifest.Events} events, {watch.Elapsed.TotalSeconds:0.0} s."));
            return 0;
        }
        catch (BackupException refused)
        {
            await terminal.Error.WriteLineAsync($"{refused.Message} Nothing was changed.");
            return 1;
        }
    }
}
