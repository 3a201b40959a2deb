using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Studio;

/// <summary>What the caller sees of the associations' procedures. What belongs to somebody else does not exist.</summary>
internal sealed class StudioDesk(CurrentCaller caller, AssociationRegistry associations, IDbContextFactory<CaseDbContext> contexts)
{
    /// <summary>Where the caller draws or reads procedures.</summary>
    public IReadOnlyList<Association> Associations => [.. associations.All.Where(association => Reads(association.Key))];

    public bool Designs(string association) => caller.ActorFor(association).Has(Role.ProcessDesigner);

    /// <summary>Null when there is none of that key, or none for this caller.</summary>
    public Association? Find(string key) => Reads(key) ? associations.Find(key) : null;

    /// <summary>The newest version of a procedure; null when there is none.</summary>
    public async Task<DefinitionRow?> LatestAsync(string association, string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Definitions.SingleOrDefaultAsync(row => row.AssociationKey == association && row.DefinitionId == definitionId && row.IsLatest && row.ArchivedAt == null, ct);
    }

    /// <summary>Every version of a procedure, newest first.</summary>
    public async Task<IReadOnlyList<DefinitionRow>> VersionsAsync(string association, string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Definitions.Where(row => row.AssociationKey == association && row.DefinitionId == definitionId).OrderByDescending(row => row.Version).ToListAsync(ct);
    }

    /// <summary>How many instances run on each version of a procedure, by the version's id.</summary>
    public async Task<IReadOnlyDictionary<string, int>> RunningAsync(string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Instances.Where(row => row.DefinitionId == definitionId && row.FinishedAt == null)
            .GroupBy(row => row.DefinitionVersionId).ToDictionaryAsync(group => group.Key, group => group.Count(), ct);
    }

    /// <summary>The association a procedure belongs to, if the caller may see it.</summary>
    public async Task<string?> AssociationOfDefinitionAsync(string definitionId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var key = await context.Definitions.Where(row => row.DefinitionId == definitionId).Select(row => row.AssociationKey).FirstOrDefaultAsync(ct);
        return key is not null && Reads(key) ? key : null;
    }

    /// <summary>The association an instance runs in, if the caller may see it.</summary>
    public async Task<string?> AssociationOfInstanceAsync(string instanceId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var key = await context.Instances.Where(row => row.Id == instanceId).Select(row => row.AssociationKey).FirstOrDefaultAsync(ct);
        return key is not null && Reads(key) ? key : null;
    }

    private bool Reads(string association) => caller.HoldsAnyOf(DesignerScope.Readers, association);
}
