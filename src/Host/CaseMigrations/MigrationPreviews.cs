using System.Text;
using System.Text.Json;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Migrations;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Says for every running case what a migration would do to it. Writes nothing.</summary>
internal sealed class MigrationPreviews(IDbContextFactory<CaseDbContext> contexts, MigrationCandidates candidates, PreparedMigrations migrations, CaseProgress progress)
{
    public async Task<Outcome<MigrationPreview>> OfAsync(CurrentCaller caller, string definitionId, MigrationPreviewRequest request, CancellationToken ct)
    {
        var version = await candidates.VersionAsync(caller, definitionId, request.ToVersionId, onlyDesigners: false, ct);
        if (!version.Succeeded(out var to, out var refusal))
        {
            return refusal;
        }

        var map = JsonSerializer.Serialize(request.Map ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        var cases = await candidates.CasesAsync(to, ct);
        var labels = await LabelsAsync([to.Id, .. cases.Select(candidate => candidate.VersionId)], ct);
        var previews = new List<CasePreview>();
        foreach (var candidate in cases)
        {
            var migration = await migrations.BetweenAsync(candidate.VersionId, to.Id, map, ct);
            var state = WorkflowStateJson.FromUtf8(candidate.State);
            var verdict = migration.Move(state, (await progress.DoneAsync(candidate.InstanceId, ct)).NodeIds);
            previews.Add(Preview(candidate, state, verdict, migration.Map, labels[candidate.VersionId], labels[to.Id]));
        }

        var maps = new List<VersionMap>();
        foreach (var from in cases.Select(candidate => candidate.VersionId).Distinct(StringComparer.Ordinal))
        {
            maps.Add(MapOf(from, (await migrations.BetweenAsync(from, to.Id, map, ct)).Map, labels[from], labels[to.Id]));
        }

        return new MigrationPreview(
            previews.Count(preview => preview.Verdict == "moves"), previews.Count(preview => preview.Verdict == CaseMigrationCodes.PassesOver), previews.Count(preview => preview.Verdict == "stays"),
            maps, [.. previews.OrderBy(preview => preview.Verdict switch { "stays" => 0, "moves" => 2, _ => 1 })]);
    }

    private static CasePreview Preview(MigrationCandidate candidate, WorkflowState state, MigrationVerdict verdict, ElementMap map, Labels from, Labels to)
    {
        var timers = state.Bookmarks.Where(bookmark => bookmark.DueAt is not null).Select(bookmark => new KeptTimer(from.Of(bookmark.ActivityNodeId), bookmark.DueAt!.Value));
        return verdict switch
        {
            MigrationVerdict.Moves moves => new(
                candidate.CaseId, candidate.Number, candidate.Stage, candidate.VersionId, moves.PassedOver.Count == 0 ? "moves" : CaseMigrationCodes.PassesOver, null,
                [.. moves.Standing.Select(standing => Step(standing.Before, standing.After, from, to))], [.. moves.PassedOver.Select(to.Of)], [.. timers]),
            MigrationVerdict.Stays stays => new(
                candidate.CaseId, candidate.Number, candidate.Stage, candidate.VersionId, "stays", stays.Code,
                [.. (stays.NodeId is { } inTheWay ? [inTheWay] : state.Bookmarks.Select(bookmark => bookmark.ActivityNodeId).Distinct(StringComparer.Ordinal)).Select(node => Step(node, map.Of(node), from, to))],
                [], [.. timers]),
            _ => throw new InvalidOperationException("Unknown verdict."),
        };
    }

    private static VersionMap MapOf(string fromVersionId, ElementMap map, Labels from, Labels to) => new(
        fromVersionId, from.Version, [.. from.NodeIds.Where(map.Nodes.ContainsKey).Select(node => Step(node, map.Of(node), from, to))]);

    private static MappedStep Step(string before, string? after, Labels from, Labels to)
        => new(StepsOfBurst.StepOf(before), from.Of(before), after is null ? null : StepsOfBurst.StepOf(after), after is null ? null : to.Of(after));

    private async Task<Dictionary<string, Labels>> LabelsAsync(IEnumerable<string> versions, CancellationToken ct)
    {
        var wanted = versions.Distinct(StringComparer.Ordinal).ToList();
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.Definitions.Where(row => wanted.Contains(row.Id)).Select(row => new { row.Id, row.Version, row.Json }).ToListAsync(ct);
        return rows.ToDictionary(row => row.Id, row => Labels.Of(row.Json, row.Version), StringComparer.Ordinal);
    }

    /// <summary>What the designer calls the steps of a version.</summary>
    private sealed record Labels(int Version, IReadOnlyDictionary<string, string> ByNode)
    {
        public IEnumerable<string> NodeIds => ByNode.Keys;

        public static Labels Of(string json, int version) => new(version, WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(json)).Definition!.WithNodeIds().AllActivities()
            .Where(activity => activity.Parent is not null)
            .ToDictionary(activity => activity.NodeId!, activity => activity.Label, StringComparer.Ordinal));

        public string Of(string nodeId) => ByNode.GetValueOrDefault(nodeId, StepsOfBurst.StepOf(nodeId));
    }
}
