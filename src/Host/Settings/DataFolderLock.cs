using System.Diagnostics;

namespace CaseWorkflows.Host.Settings;

/// <summary>
/// One process at a time on a data folder. SQLite would keep two from corrupting the file, but each would deliver the outbox and neither would wake the
/// other's timers. The operating system holds the lock and lets go of it when the process ends, however it ends: there is nothing to clean up
/// after a crash. On PostgreSQL nothing is held: there the folder has only logs in it, and several hosts on one database are what it is for.
/// </summary>
internal sealed class DataFolderLock(HostSettings settings) : IDisposable
{
    private const string FileName = "service.lock";

    // For a predecessor that is just putting its database away.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private FileStream? _held;

    /// <summary>Holds the folder until disposed. A second time changes nothing.</summary>
    /// <exception cref="SettingsException">Another process holds it and keeps it.</exception>
    public async Task HoldAsync(CancellationToken cancellationToken)
    {
        if (settings.Postgres is not null)
        {
            return;
        }

        for (var watch = Stopwatch.StartNew(); (_held ??= TryOpen()) is null;)
        {
            if (watch.Elapsed > Patience)
            {
                throw new SettingsException(
                    "--data", HostSettings.DataKey, settings.DataFolder, "another process of this service works on this folder. Stop it first, or give another folder.");
            }

            await Task.Delay(BetweenTries, cancellationToken);
        }
    }

    /// <summary>Lets go. The empty file stays: removing it would race with whoever takes it next.</summary>
    public void Dispose() => _held?.Dispose();

    private FileStream? TryOpen()
    {
        try
        {
            return new FileStream(Path.Combine(settings.DataFolder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
