using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Keys;

/// <summary>Secrets as files that only their owner can read: <c>keys/&lt;name&gt;.key</c>.</summary>
internal sealed class KeyFolder(HostSettings settings) : IKeyStore
{
    public string GetOrAdd(string name, Func<string> make)
    {
        var path = Path.Combine(settings.KeysFolder, $"{name}.key");
        if (!File.Exists(path))
        {
            Add(path, make());
        }

        return File.ReadAllText(path);
    }

    /// <summary>Written aside and moved into place whole; whoever comes second keeps the first one's.</summary>
    private static void Add(string path, string secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var aside = $"{path}.{Guid.NewGuid():N}";
        using (var writer = new StreamWriter(aside, options))
        {
            writer.Write(secret);
        }

        try
        {
            File.Move(aside, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(aside);
        }
    }
}
