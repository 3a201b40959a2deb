using System.Text.Json.Nodes;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Replays;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Replays;

/// <summary>
/// Runs recorded instances again from their journals, on the version they are pinned to and those they were on before, and compares what comes out with what is stored, byte for byte.
/// Reads only. An instance that differs was changed by something that is not in its journal, or ran on an engine or a calendar that has changed since.
/// </summary>
internal sealed class InstanceReplays(IDbContextFactory<CaseDbContext> contexts, DefinitionCatalogue definitions)
{
    /// <summary>Ids of all instances; or of so many of them, evenly spread from the oldest to the newest.</summary>
    public async Task<IReadOnlyList<string>> ChooseAsync(int? sample, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var all = await context.Instances.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(ct);
        return sample is { } some && some < all.Count ? [.. Enumerable.Range(0, some).Select(index => all[(int)((long)index * all.Count / some)])] : all;
    }

    /// <summary>What is different, one line each; nothing when the instance is what its journal says. Null when there is no such instance.</summary>
    public async Task<IReadOnlyList<string>?> DifferencesAsync(string instanceId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (await context.Instances.SingleOrDefaultAsync(row => row.Id == instanceId, ct) is not { } stored)
        {
            return null;
        }

        // A burst may be added between the two reads; what came after the instance was read does not count.
        var journal = await context.Journal.Where(row => row.WorkflowInstanceId == instanceId && row.Revision <= stored.Revision).OrderBy(row => row.Revision).ToListAsync(ct);
        if (!journal.Select(row => row.Revision).SequenceEqual(Enumerable.Range(0, stored.Revision + 1)))
        {
            return [$"the journal has {journal.Count} bursts, the instance {stored.Revision + 1}"];
        }

        var recorded = journal.ConvertAll(row => new RecordedStimulus(StimulusText.Read(row.Stimulus), row.At));
        var (first, versions) = await VersionsAsync(recorded, stored.DefinitionVersionId, ct);
        var replay = Replay.Run(first, WorkflowState.New(stored.Id, first, stored.CreatedAt), recorded, version => versions[version]);
        var differences = replay.Refused.Select(refused => $"{refused.Stimulus.Stimulus.GetType().Name} of {refused.Stimulus.At:O} was refused: {refused.Verdict}").ToList();
        var again = WorkflowStateJson.ToUtf8(replay.State);
        if (!again.AsSpan().SequenceEqual(stored.State))
        {
            differences.AddRange(Between("state", JsonNode.Parse(stored.State), JsonNode.Parse(again)).DefaultIfEmpty("the same values in other bytes"));
        }

        return differences;
    }

    /// <summary>The version it began on, and those it was taken to.</summary>
    private async Task<(WorkflowGraph First, Dictionary<string, WorkflowGraph> All)> VersionsAsync(IReadOnlyList<RecordedStimulus> recorded, string last, CancellationToken ct)
    {
        var moves = recorded.Select(given => given.Stimulus).OfType<Stimulus.TakeOver>().ToList();
        var all = new Dictionary<string, WorkflowGraph>(StringComparer.Ordinal);
        foreach (var version in moves.Select(move => move.State.DefinitionVersionId).Append(last).Concat(moves.Select(move => move.FromVersionId)).Distinct(StringComparer.Ordinal))
        {
            all[version] = await definitions.GraphAsync(version, ct);
        }

        return (all[moves is [var move, ..] ? move.FromVersionId : last], all);
    }

    private static IEnumerable<string> Between(string path, JsonNode? stored, JsonNode? replayed) => (stored, replayed) switch
    {
        (JsonObject was, JsonObject now) => was.Select(member => member.Key).Union(now.Select(member => member.Key)).SelectMany(name => Between($"{path}.{name}", was[name], now[name])),
        (JsonArray was, JsonArray now) => Enumerable.Range(0, Math.Max(was.Count, now.Count)).SelectMany(index => Between($"{path}[{index}]", was.ElementAtOrDefault(index), now.ElementAtOrDefault(index))),
        _ when JsonNode.DeepEquals(stored, replayed) => [],
        _ => [$"{path}: stored {Shown(stored)}, replayed {Shown(replayed)}"], // values may be personal: the kind alone is shown
    };

    private static string Shown(JsonNode? node) => node is null ? "nothing" : $"{node.GetValueKind()} of {node.ToJsonString().Length} characters";
}
