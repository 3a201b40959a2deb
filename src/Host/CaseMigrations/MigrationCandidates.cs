using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>A running case that could go to the other version.</summary>
internal sealed record MigrationCandidate(string CaseId, string Number, string Stage, string InstanceId, string VersionId, byte[] State);

/// <summary>Finds the version a migration goes to and the cases it could take along, bounded to what the caller designs for.</summary>
internal sealed class MigrationCandidates(IDbContextFactory<CaseDbContext> contexts)
{
    /// <summary>The version. Refuses <c>no-such-version</c> for a draft, for one of another procedure, and for one of an association the caller has no part in.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="definitionId">The procedure.</param>
    /// <param name="versionId">The version to go to.</param>
    /// <param name="onlyDesigners">False lets those look who may not move anything.</param>
    /// <param name="ct">Gives up waiting.</param>
    public async Task<Outcome<DefinitionRow>> VersionAsync(CurrentCaller caller, string definitionId, string versionId, bool onlyDesigners, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var row = await context.Definitions.SingleOrDefaultAsync(row => row.Id == versionId && row.DefinitionId == definitionId && row.PublishedAt != null, ct);
        return row is not null && May(caller, row.AssociationKey, onlyDesigners) ? row : CaseMigrationAnswers.NoSuchVersion();
    }

    public static bool May(CurrentCaller caller, string association, bool onlyDesigners)
        => caller.HoldsAnyOf(onlyDesigners ? [Role.ProcessDesigner] : DesignerScope.Readers, association);

    /// <summary>Running cases of the procedure on other versions, longest open first.</summary>
    public async Task<List<MigrationCandidate>> CasesAsync(DefinitionRow to, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await (
            from row in context.Cases
            join instance in context.Instances on row.WorkflowInstanceId equals instance.Id
            where row.AssociationKey == to.AssociationKey && row.ClosedAt == null && row.DefinitionId == to.DefinitionId && row.DefinitionVersionId != to.Id
            orderby row.OpenedAt, row.Id
            select new MigrationCandidate(row.Id, row.Number, row.Stage.ToString(), instance.Id, instance.DefinitionVersionId, instance.State)).ToListAsync(ct);
    }
}
