namespace CaseWorkflows.Host.Settings;

/// <summary>Where the defaults lie: in the working copy while developing, beside the executable once installed.</summary>
internal static class Repository
{
    private const string Marker = "CaseWorkflows.sln";

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory) ?? AppContext.BaseDirectory;

    private static string? FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return folder.FullName;
            }
        }

        return null;
    }
}
