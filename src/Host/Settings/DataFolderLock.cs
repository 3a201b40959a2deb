namespace CaseWorkflows.Host.Settings;

/// <summary>
/// One process at a time on a data folder. SQLite would keep two from corrupting the file, but each would deliver the outbox and neither would wake the
/// other's timers. The operating system holds the lock and lets go of it when the process ends, however it ends: there is nothing to clean up
/// after a crash.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string FileName = "service.lock";

    private readonly FileStream _held;

    private DataFolderLock(FileStream held) => _held = held;

    /// <exception cref="SettingsException">Another process holds the folder.</exception>
    public static DataFolderLock Take(HostSettings settings)
    {
        try
        {
            return new(new FileStream(Path.Combine(settings.DataFolder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new SettingsException(
                "--data", HostSettings.DataKey, settings.DataFolder, "another process of this service works on this folder. Stop it first, or give another folder.");
        }
    }

    /// <summary>Lets go. The empty file stays: removing it would race with whoever takes it next.</summary>
    public void Dispose() => _held.Dispose();
}
