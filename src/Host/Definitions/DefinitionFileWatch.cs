using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Settings;

namespace CaseWorkflows.Host.Definitions;

/// <summary>
/// Brings definition files into the database that have changed since the last look. Profiles and policies are read at start only: what a board approved is not
/// changed by saving a file.
/// </summary>
internal sealed class DefinitionFileWatch(DefinitionImport import, HostSettings settings)
{
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
        .EnumerateFiles(DefinitionFiles.Pattern, SearchOption.AllDirectories)
        .ToDictionary(file => file.FullName, file => (file.LastWriteTimeUtc, file.Length), StringComparer.Ordinal);
}

/// <summary>Looks when the file system tells of a change, and every minute, because some file systems tell nothing.</summary>
internal sealed class DefinitionFileLoop(DefinitionFileWatch watch, HostSettings settings, ILogger<DefinitionFileLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    /// <summary>Editors write a file in several strokes, and a checkout writes many.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly Changes _changes = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var watcher = Watch();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await watch.LookAsync(stoppingToken);
                if (await _changes.WaitAsync(Sweep, stoppingToken))
                {
                    while (await _changes.WaitAsync(Quiet, stoppingToken))
                    {
                        // still being written
                    }
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed)
            {
                logger.LogError(failed, "Changed definition files could not be brought in; the next look tries again");
                await Task.Delay(Sweep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        _changes.Dispose();
        base.Dispose();
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(settings.WorkflowsFolder, DefinitionFiles.Pattern) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => _changes.Wake();
            watcher.Created += (_, _) => _changes.Wake();
            watcher.Renamed += (_, _) => _changes.Wake();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception refused) when (refused is IOException or ArgumentException or PlatformNotSupportedException)
        {
            logger.LogWarning("The workflows folder cannot be watched ({Reason}); it is looked at every minute", refused.GetType().Name);
            return null;
        }
    }

    private sealed class Changes : WakeSignal;
}
