using System.Text;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Definitions;

/// <summary>
/// The stored versions of one association, for workflows that use others as activities; those of other associations are not there. What is stored names the
/// very version it uses, see <see cref="UsedWorkflows.Pinned"/>, so a graph compiled again later is the same.
/// </summary>
internal sealed class StoredWorkflows(IDbContextFactory<CaseDbContext> contexts, string association) : IWorkflowResolver
{
    public WorkflowDefinition? Version(string versionId) => Find(rows => rows.Where(row => row.Id == versionId));

    public WorkflowDefinition? Published(string definitionId) => Find(rows => rows.Where(row => row.DefinitionId == definitionId && row.IsPublished && row.ArchivedAt == null));

    public WorkflowDefinition? Latest(string definitionId) => Find(rows => rows.Where(row => row.DefinitionId == definitionId && row.IsLatest && row.ArchivedAt == null));

    // The compiler asks synchronously, and seldom: once for each version that uses another.
    private WorkflowDefinition? Find(Func<IQueryable<DefinitionRow>, IQueryable<DefinitionRow>> which)
    {
        using var context = contexts.CreateDbContext();
        var json = which(context.Definitions.Where(row => row.AssociationKey == association)).Select(row => row.Json).SingleOrDefault();
        return json is null ? null : WorkflowDefinition.Parse(Encoding.UTF8.GetBytes(json)).Definition;
    }
}
