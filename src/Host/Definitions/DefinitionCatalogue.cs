using System.Collections.Concurrent;
using CaseWorkflows.Activities;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Engine.Common;
using CaseWorkflows.Engine.Definitions;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Definitions;

/// <summary>Versions ready to run. A version never changes, so what is compiled once is kept.</summary>
internal sealed class DefinitionCatalogue(IDbContextFactory<CaseDbContext> contexts, AssociationRegistry associations)
{
    private readonly ConcurrentDictionary<string, WorkflowGraph> _graphs = new(StringComparer.Ordinal);

    /// <summary>The graph of a version. Throws when there is no such version or it does not compile: neither can happen to a version a case runs on.</summary>
    public async Task<WorkflowGraph> GraphAsync(string versionId, CancellationToken ct)
    {
        if (_graphs.TryGetValue(versionId, out var known))
        {
            return known;
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var row = await context.Definitions.SingleAsync(definition => definition.Id == versionId, ct);
        return _graphs.GetOrAdd(versionId, Compile(row.Json, row.AssociationKey));
    }

    /// <summary>Where workflows of an association that are used as activities come from.</summary>
    public IWorkflowResolver WorkflowsOf(string association) => new StoredWorkflows(contexts, association);

    /// <summary>The version new cases start on; null when none is published.</summary>
    public static ValueTask<string?> PublishedVersionInTx(CaseTransaction tx, string association, string definitionId, CancellationToken ct)
        => tx.Command("SELECT id FROM workflow_definitions WHERE definition_id = @definition AND is_published = TRUE AND association_key = @association AND archived_at IS NULL")
            .With("@definition", definitionId).With("@association", association).FirstAsync(row => row.Text(0), ct);

    /// <summary>A version ready to run. Throws when it does not compile.</summary>
    public WorkflowGraph Compile(string json, string association)
    {
        var compilation = TryCompile(json, association);
        return compilation.Graph ?? throw new InvalidOperationException($"A stored definition no longer compiles: {compilation.Problems[0].Message}");
    }

    /// <summary>A version ready to run, or what stands in its way: a draft may be anything.</summary>
    public GraphCompilation TryCompile(string json, string association)
    {
        var parse = WorkflowDefinition.Parse(System.Text.Encoding.UTF8.GetBytes(json));
        var compilation = parse.Succeeded ? GraphCompiler.Compile(parse.Definition, DefinitionFiles.Registry, options: new() { Workflows = WorkflowsOf(association) }) : new(null, parse.Problems);
        var calendar = associations.Find(association)?.Profile.Calendar ?? WorkingCalendar.Saudi;
        return compilation with { Graph = compilation.Graph?.WithServices(ServicesFor(calendar)) };
    }

    /// <summary>What the steps of an association's procedures need to run.</summary>
    public static ActivityServices ServicesFor(WorkingCalendar calendar)
    {
        var cron = new QuartzCronSchedule(calendar.TimeZone);
        return ActivityServices.None.WithCaseActions().With<WorkingCalendar>(_ => calendar).With<ICronSchedule>(_ => cron);
    }
}
