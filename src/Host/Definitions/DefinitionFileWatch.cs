using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Definitions;

/// <summary>
/// Brings definition and form files into the database that have changed since the last look. Profiles and policies are read at start only: what a board approved is not
/// changed by saving a file.
/// </summary>
internal sealed class DefinitionFileWatch(DefinitionImport import, HostSettings settings)
{
    /// <summary>What is looked at.</summary>
    public static readonly string[] Patterns = [DefinitionFiles.Pattern, FormFolder.Pattern];

    private Dictionary<string, (DateTime Written, long Length)>? _known;

    /// <summary>True when anything had changed and was brought in. The first look only remembers: what there is at start was imported then.</summary>
    public async Task<bool> LookAsync(CancellationToken ct)
    {
        var now = Look();
        if (_known is { } known && (now.Count != known.Count || now.Any(file => !known.TryGetValue(file.Key, out var before) || before != file.Value)))
        {
            await import.RunAsync(settings.PublishesChangedFiles, ct);
            _known = now; // after the import: what failed is tried again at the next look
            return true;
        }

        _known ??= now;
        return false;
    }

    private Dictionary<string, (DateTime Written, long Length)> Look() => !Directory.Exists(settings.WorkflowsFolder) ? [] : new DirectoryInfo(settings.WorkflowsFolder)
        .EnumerateFiles("*.json", SearchOption.AllDirectories)
        .Where(file => Patterns.Any(pattern => file.Name.EndsWith(pattern[1..], StringComparison.Ordinal)))
        .ToDictionary(file => file.FullName, file => (file.LastWriteTimeUtc, file.Length), StringComparer.Ordinal);
}

/// <summary>Wakes whoever looks at definition files.</summary>
internal sealed class DefinitionFileSignal : WakeSignal;

/// <summary>Looks when the file system tells of a change, and every minute, because some file systems tell nothing.</summary>
internal sealed class DefinitionFileLoop(DefinitionFileWatch watch, DefinitionFileSignal signal, HostSettings settings, ILogger<DefinitionFileLoop> logger)
    : BackgroundLoop(signal, TimeSpan.FromMinutes(1), logger)
{
    /// <summary>Editors write a file in several strokes, and a checkout writes many.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private FileSystemWatcher? _watcher;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _watcher = new FileSystemWatcher(settings.WorkflowsFolder) { IncludeSubdirectories = true };
            foreach (var pattern in DefinitionFileWatch.Patterns)
            {
                _watcher.Filters.Add(pattern);
            }

            _watcher.Changed += (_, _) => Signal.Wake();
            _watcher.Created += (_, _) => Signal.Wake();
            _watcher.Renamed += (_, _) => Signal.Wake();
            _watcher.EnableRaisingEvents = true;
        }
        catch (Exception refused) when (refused is IOException or ArgumentException or PlatformNotSupportedException)
        {
            logger.LogWarning("The workflows folder cannot be watched ({Reason}); it is looked at every minute", refused.GetType().Name);
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _watcher?.Dispose();
        base.Dispose();
    }

    protected override Task WorkAsync(CancellationToken ct) => watch.LookAsync(ct);

    protected override async Task WaitAsync(CancellationToken ct)
    {
        await base.WaitAsync(ct);
        while (await Signal.WaitAsync(Quiet, ct))
        {
            // still being written
        }
    }
}
