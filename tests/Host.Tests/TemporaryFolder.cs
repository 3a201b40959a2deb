namespace CaseWorkflows.Host.Tests;

/// <summary>A folder of one test's own, gone when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("caseworkflows-").FullName;

    public static implicit operator string(TemporaryFolder folder) => folder.Path;

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
