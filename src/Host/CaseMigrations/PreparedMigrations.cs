using System.Collections.Concurrent;
using System.Text.Json;
using CaseWorkflows.Activities.Guard;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Migrations;
using CaseWorkflows.Host.Definitions;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>From one version to another, ready to be asked about any number of cases. Versions do not change, so what was explored once is kept for a while.</summary>
internal sealed class PreparedMigrations(DefinitionCatalogue definitions)
{
    private const int MostKept = 20;
    private readonly ConcurrentDictionary<(string From, string To, string Map), Migration> _prepared = new();

    /// <param name="fromVersionId">The version cases run on.</param>
    /// <param name="toVersionId">The version they go to.</param>
    /// <param name="map">Corrections, as <see cref="CaseMigrationRow.Map"/> keeps them.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<Migration> BetweenAsync(string fromVersionId, string toVersionId, string map, CancellationToken ct)
    {
        if (_prepared.TryGetValue((fromVersionId, toVersionId, map), out var known))
        {
            return known;
        }

        var (from, to) = (await definitions.GraphAsync(fromVersionId, ct), await definitions.GraphAsync(toVersionId, ct));
        var corrected = ElementMap.Propose(from, to).Corrected(Corrections(map, from, to));
        if (_prepared.Count >= MostKept)
        {
            _prepared.Clear();
        }

        return _prepared.GetOrAdd((fromVersionId, toVersionId, map), _ => Migration.Between(from, to, corrected, StepBehaviours.Options));
    }

    /// <summary>Designers name steps by their ids, as they stand on the canvas; a graph knows them by the way to them.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Corrections(string map, WorkflowGraph from, WorkflowGraph to)
        => (JsonSerializer.Deserialize<Dictionary<string, string?>>(map) ?? []).SelectMany(correction => from.Nodes
            .Where(node => node.Activity.Id == correction.Key)
            .Select(node => KeyValuePair.Create(node.NodeId, to.Nodes.FirstOrDefault(other => other.Activity.Id == correction.Value)?.NodeId)));
}
