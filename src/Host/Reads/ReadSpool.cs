using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Reads;

/// <summary>
/// Where reads wait until they are in the database: appended to a file before the answer goes out, so that neither a page waits for a commit nor a crash of the service loses one.
/// Fails when it cannot be written; then the answer does not go out either.
/// </summary>
internal sealed class ReadSpool(HostSettings settings) : IDisposable
{
    private const string Pattern = "reads-*.jsonl";

    private readonly string _folder = Path.Combine(settings.DataFolder, "reads");
    private readonly Lock _lock = new();
    private FileStream? _open;

    /// <summary>Returns once the operating system has it.</summary>
    /// <exception cref="ReadsUnwritableException">The disk is full, read-only or failing.</exception>
    public void Append(ReadOnlySpan<byte> lines)
    {
        lock (_lock)
        {
            try
            {
                _open ??= Begin();
                _open.Write(lines);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                _open?.Dispose();
                _open = null; // half a line may stand at its end, and must not run into the next
                throw new ReadsUnwritableException(refused);
            }
        }
    }

    /// <summary>Files that nobody appends to any more, oldest first: those of before, and what was written until now.</summary>
    public IReadOnlyList<string> Close()
    {
        lock (_lock)
        {
            _open?.Dispose();
            _open = null;
        }

        return Directory.Exists(_folder) ? [.. Directory.EnumerateFiles(_folder, Pattern).Order(StringComparer.Ordinal)] : [];
    }

    /// <summary>True when there is something to take in.</summary>
    public bool HasAny()
    {
        lock (_lock)
        {
            return _open is not null || (Directory.Exists(_folder) && Directory.EnumerateFiles(_folder, Pattern).Any());
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _open?.Dispose();
            _open = null;
        }
    }

    private FileStream Begin()
    {
        PrivateFolder.Create(_folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(_folder, $"reads-{Guid.CreateVersion7():N}.jsonl"), options);
    }
}

/// <summary>Who asked could not be written down, so nothing was shown.</summary>
internal sealed class ReadsUnwritableException(Exception cause) : Exception("Reads of personal data cannot be written down.", cause);
