namespace CaseWorkflows.Host.Settings;

/// <summary>Files that together open people's national ids.</summary>
internal static class PrivateFile
{
    /// <summary>A new file that its owner alone may read. There must be none of that name.</summary>
    public static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
