using System.Collections.Concurrent;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>A case the host said it opened.</summary>
internal sealed record OpenedCase(string Id, string Number);

/// <summary>A task the host said it completed, by whom and how.</summary>
internal sealed record CompletedTask(string TaskId, string CaseId, string By, string Action);

/// <summary>What the host has promised so far, by operation id.</summary>
internal sealed class Acknowledged
{
    public ConcurrentDictionary<string, OpenedCase> Opened { get; } = new(StringComparer.Ordinal);

    public ConcurrentDictionary<string, CompletedTask> Completed { get; } = new(StringComparer.Ordinal);

    public int Count => Opened.Count + Completed.Count;
}
