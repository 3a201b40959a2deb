using System.Diagnostics;
using CaseWorkflows.Host.Tests.Databases;

namespace CaseWorkflows.Host.Tests.Storage;

/// <summary>A disk of a few megabytes that a test can fill. Only root may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> Refusal = new(TryOnce);

    private readonly TemporaryFolder _folder = new();

    private SmallDisk(int megabytes)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", _folder) is { } refused)
        {
            throw new InvalidOperationException(refused);
        }
    }

    /// <summary>Null where a small disk can be had.</summary>
    public static string? WhyNot => Refusal.Value;

    public string Path => _folder;

    private string Filler => System.IO.Path.Combine(_folder, "filler");

    public static SmallDisk Of(int megabytes) => new(megabytes);

    /// <summary>Leaves not one block free.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
            }
        }
        catch (IOException)
        {
            // full
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    /// <summary>For a server that runs as somebody else.</summary>
    public static void GiveToOwnerOf(string folder, string reference) => Assert.Null(Run("chown", $"--reference={reference}", folder));

    public void Dispose()
    {
        Run("umount", "--lazy", _folder);
        _folder.Dispose();
    }

    private static string? TryOnce()
    {
        try
        {
            Of(1).Dispose();
            return null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"A disk that can be filled needs the right to mount one: {refused.Message}";
        }
    }

    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : error.Trim();
    }
}

/// <summary>A test that fills a disk; skipped, and says why, where none can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute() => Skip = SqliteOnly.SkipFor("the disk is this machine's.") ?? SmallDisk.WhyNot;
}
