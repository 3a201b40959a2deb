namespace CaseWorkflows.Architecture;

/// <summary>The source files of the product, by their path from src/.</summary>
internal static class Sources
{
    private static readonly string Root = FindRoot();

    public static IEnumerable<(string Path, string[] Lines)> All() => Directory
        .EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
        .Select(file => (Path: System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/'), File: file))
        .Where(source => !source.Path.Contains("/obj/", StringComparison.Ordinal) && !source.Path.Contains("/bin/", StringComparison.Ordinal))
        .Select(source => (source.Path, File.ReadAllLines(source.File)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "CaseWorkflows.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, "src");
            }
        }

        throw new DirectoryNotFoundException("The tests do not run inside the repository.");
    }
}
