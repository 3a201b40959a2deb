using System.Runtime.InteropServices;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Evidence.EventLogs;

/// <summary>How large a log is.</summary>
/// <param name="Cases">Cases in it.</param>
/// <param name="Events">Events of all of them.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LogSize(long Cases, long Events);

/// <summary>A version of a procedure.</summary>
/// <param name="Id">The version's id, as events name it.</param>
/// <param name="DefinitionId">The id of the procedure, over all versions.</param>
/// <param name="Number">Its number, from 1.</param>
public sealed record LoggedDefinition(string Id, string DefinitionId, int Number);

/// <summary>What is to be written as an event log, whatever its format.</summary>
public sealed record EventLog
{
    /// <summary>The key of the association the log is of.</summary>
    public required string Association { get; init; }

    /// <summary>What the log is called.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>The moment it begins with; null when it has all from the beginning.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The moment before which it ends; null when it goes on to the present.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>How large it is, when that is known beforehand; null when not.</summary>
    public LogSize? Size { get; init; }

    /// <summary>
    /// Gives its cases, each once. A format that must know the whole before it can write the parts asks twice, and both readings must give the same: read
    /// within one snapshot.
    /// </summary>
    public required Func<IAsyncEnumerable<LoggedCase>> Cases { get; init; }

    /// <summary>What things are called; without it, the log has their keys.</summary>
    public LogNames Names { get; init; } = new();

    /// <summary>The versions of procedures the events name, by id. One that is not here is named by its id alone.</summary>
    public IReadOnlyDictionary<string, LoggedDefinition> Definitions { get; init; } = new Dictionary<string, LoggedDefinition>(StringComparer.Ordinal);

    /// <summary>
    /// True to include what people gave as their reasons, which is free text and may name somebody: the events' own and every member of their data called
    /// <c>reason</c>. Where false, an event can no longer be held against its hash.
    /// </summary>
    public bool IncludeReasons { get; init; } = true;

    /// <summary>Told now and then how many events have been written, and at the end how many there were; null when nobody asks.</summary>
    public Action<long>? Progress { get; init; }
}
