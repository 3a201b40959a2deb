using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using CaseWorkflows.Host.CommandLine;

namespace CaseWorkflows.Host.Backup;

/// <summary>Works beside a running service, which does not wait for it.</summary>
internal static class BackupCommand
{
    private static readonly Argument<FileInfo> Target = new("file") { Description = "The archive to write, such as /backups/caseworkflows-2026-11-21.zip." };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace the file when it exists." };

    public static Command Create(BuildHost build)
    {
        var command = new Command("backup", "Write database, keys and documents into one file, while the service runs. Keep it where only you can read it: it opens the national ids.")
        {
            Target, Force,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(build, parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(BuildHost build, ParseResult parsed, CancellationToken ct)
    {
        var (file, terminal, watch) = (parsed.GetRequiredValue(Target).FullName, parsed.InvocationConfiguration, Stopwatch.StartNew());
        await using var app = build(GlobalOptions.ConfigurationFrom(parsed), TimeProvider.System);
        try
        {
            var manifest = await app.Services.GetRequiredService<BackupWriter>().WriteAsync(file, parsed.GetValue(Force), terminal.Output.WriteLineAsync, ct);
            await terminal.Output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{file}: {manifest.Cases} cases, {manifest.Events} events, {manifest.Count(BackupArchive.KeysPrefix)} key files, {manifest.Count(BackupArchive.DocumentsPrefix)} documents, {watch.Elapsed.TotalSeconds:0.0} s."));
            return 0;
        }
        catch (BackupException refused)
        {
            await terminal.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
