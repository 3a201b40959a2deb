namespace CaseWorkflows.Host.Settings;

/// <summary>Folders with personal data or keys in them.</summary>
internal static class PrivateFolder
{
    /// <summary>Made for its owner alone. One that exists keeps whatever rights its owner gave it.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
