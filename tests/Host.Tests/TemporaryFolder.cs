namespace CaseWorkflows.Host.Tests;

/// <summary>A folder of one test's own, gone when disposed.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("caseworkflows-").FullName;

    public static implicit operator string(TemporaryFolder folder) => folder.Path;

    /// <summary>A file that SQLite is just putting away may come or go while the folder is emptied; then it is emptied again.</summary>
    public void Dispose()
    {
        for (var tries = 1; Directory.Exists(Path); tries++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (tries < 10)
            {
                Thread.Yield();
            }
        }
    }
}
