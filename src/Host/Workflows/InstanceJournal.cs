using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Host.Definitions;

namespace CaseWorkflows.Host.Workflows;

/// <summary>An instance's journal as entries, each burst read with the version it ran on: a migrated instance has had several.</summary>
internal static class InstanceJournal
{
    /// <param name="bursts">All of them, oldest first.</param>
    /// <param name="instanceId">Whose.</param>
    /// <param name="versionId">The version it is on now.</param>
    /// <param name="definitions">Where the versions come from.</param>
    /// <param name="ct">Gives up waiting.</param>
    public static async Task<IReadOnlyList<JournalEntry>> ReadAsync(IReadOnlyList<JournalRow> bursts, string instanceId, string versionId, DefinitionCatalogue definitions, CancellationToken ct)
    {
        var moves = bursts.Select(burst => StimulusText.IsTakeOver(burst.Stimulus) ? StimulusText.Read(burst.Stimulus) as Stimulus.TakeOver : null).ToList();
        var graph = await definitions.GraphAsync(moves.OfType<Stimulus.TakeOver>().FirstOrDefault()?.FromVersionId ?? versionId, ct);
        var entries = new List<JournalEntry>();
        foreach (var (burst, move) in bursts.Zip(moves))
        {
            graph = move is null ? graph : await definitions.GraphAsync(move.State.DefinitionVersionId, ct);
            entries.AddRange(JournalText.Read(burst.Entries, instanceId, burst.At, graph));
        }

        return entries;
    }
}
