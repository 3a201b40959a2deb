using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Migrations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>What an instance has completed, up to a revision.</summary>
internal sealed record DoneSoFar(int Revision, IReadOnlySet<string> NodeIds);

/// <summary>What an instance has completed so far, read from its journal.</summary>
internal sealed class CaseProgress(IDbContextFactory<CaseDbContext> contexts, DefinitionCatalogue definitions)
{
    /// <summary>Node ids of the version it is on now; what it did on another version counts for the steps those became.</summary>
    public async Task<DoneSoFar> DoneAsync(string instanceId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var rows = await context.Journal.Where(row => row.WorkflowInstanceId == instanceId).OrderBy(row => row.Revision).Select(row => new { row.Revision, row.Stimulus, row.Entries }).ToListAsync(ct);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (StimulusText.IsTakeOver(row.Stimulus) && StimulusText.Read(row.Stimulus) is Stimulus.TakeOver takeOver)
            {
                var (from, to) = (await definitions.GraphAsync(takeOver.FromVersionId, ct), await definitions.GraphAsync(takeOver.State.DefinitionVersionId, ct));
                var map = ElementMap.Propose(from, to);
                done = done.Select(map.Of).OfType<string>().ToHashSet(StringComparer.Ordinal);
            }

            done.UnionWith(JournalText.CompletedIn(row.Entries));
        }

        return new(rows.Count == 0 ? -1 : rows[^1].Revision, done);
    }
}
