using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>One instance with its journal, read together.</summary>
internal sealed record OpenedInstance(InstanceRow Row, WorkflowState State, WorkflowGraph Graph, IReadOnlyList<JournalEntry> Journal, bool WithData)
{
    public IReadOnlyList<ExecutionRecord> Executions { get; } = Instances.Executions.Of(Journal, State, Graph, WithData);
}

/// <summary>Opens instances for whoever may see them. What was told about people in a case is for auditors; a designer sees the way it went.</summary>
internal sealed class InstanceReader(IDbContextFactory<CaseDbContext> contexts, DefinitionCatalogue definitions)
{
    /// <summary>Null when there is none the caller may see.</summary>
    public async Task<InstanceRow?> RowAsync(DesignerScope scope, string instanceId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var found = await context.Instances.SingleOrDefaultAsync(row => row.Id == instanceId && scope.Readable.Contains(row.AssociationKey), ct);
        if (found is not null)
        {
            scope.Opens(found.AssociationKey, found.CaseId);
        }

        return found;
    }

    /// <summary>Whether it has moved on, without reading what it is.</summary>
    public async Task<object?> ExecutionStateAsync(DesignerScope scope, string instanceId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Instances.Where(row => row.Id == instanceId && scope.Readable.Contains(row.AssociationKey))
            .Select(row => new { row.Status, row.SubStatus, row.UpdatedAt }).SingleOrDefaultAsync(ct);
    }

    /// <summary>The instance with everything that happened in it; null when there is none the caller may see.</summary>
    public async Task<OpenedInstance?> OpenAsync(DesignerScope scope, string instanceId, CancellationToken ct)
        => await RowAsync(scope, instanceId, ct) is { } row ? await OpenAsync(row, scope.MaySeeData(row.AssociationKey), ct) : null;

    /// <summary>The instance an execution's id belongs to.</summary>
    public Task<OpenedInstance?> OfExecutionAsync(DesignerScope scope, string executionId, CancellationToken ct) => OpenAsync(scope, TaskStore.InstanceOf(executionId), ct);

    internal async Task<OpenedInstance> OpenAsync(InstanceRow row, bool withData, CancellationToken ct)
    {
        var graph = await definitions.GraphAsync(row.DefinitionVersionId, ct);
        await using var context = await contexts.CreateDbContextAsync(ct);
        var bursts = await context.Journal.Where(one => one.WorkflowInstanceId == row.Id && one.Revision <= row.Revision).OrderBy(one => one.Revision).ToListAsync(ct);
        var journal = await InstanceJournal.ReadAsync(bursts, row.Id, row.DefinitionVersionId, definitions, ct);
        return new(row, WorkflowStateJson.FromUtf8(row.State), graph, journal, withData);
    }

    /// <summary>The whole instance as the viewer wants it.</summary>
    public static JsonObject View(InstanceRow row, bool withData)
    {
        var state = WorkflowStateJson.FromUtf8(row.State);
        var view = System.Text.Json.JsonSerializer.SerializeToNode(InstanceSummary.Of(row), ElsaJson.Options)!.AsObject();
        view["workflowState"] = System.Text.Json.JsonSerializer.SerializeToNode(
            new
            {
                state.Id,
                state.DefinitionId,
                state.DefinitionVersionId,
                state.DefinitionVersion,
                state.Status,
                state.SubStatus,
                state.CorrelationId,
                Bookmarks = state.Bookmarks.Select(bookmark => new { bookmark.Id, bookmark.Name, bookmark.Hash, bookmark.ActivityId, bookmark.ActivityNodeId, bookmark.ActivityInstanceId, bookmark.CreatedAt }),
                Incidents = state.Incidents.Select(incident => new
                {
                    incident.ActivityId, incident.ActivityNodeId, incident.ActivityType, Message = withData ? incident.Message : Instances.Executions.Mask,
                    Exception = Instances.Executions.Exception(incident, withData), incident.Timestamp,
                }),
                CompletionCallbacks = Array.Empty<object>(),
                ActivityExecutionContexts = state.ActivityExecutionContexts.Select(context => new
                {
                    context.Id, context.ParentContextId, context.ScheduledActivityNodeId, context.Status, context.StartedAt, Properties = new JsonObject(), ActivityState = new JsonObject(),
                }),
                Input = Values(state.Input, withData),
                Output = Values(state.Output, withData),
                Properties = new JsonObject(),
                state.CreatedAt,
                state.UpdatedAt,
                state.FinishedAt,
            },
            ElsaJson.Options);
        return view;
    }

    /// <summary>Values of the workflow's own variables, as far as they are kept.</summary>
    public static IReadOnlyList<object> Variables(OpenedInstance instance, IReadOnlyList<Engine.Definitions.VariableDefinition> declared)
    {
        var values = instance.State.ActivityExecutionContexts.Select(context => context.Variables).OfType<SavedValues>().ToList();
        return [.. declared.Select(variable => new
        {
            variable.Id, variable.Name,
            Value = values.Find(bag => bag.ContainsKey(variable.Id))?[variable.Id] is { } value ? instance.WithData ? value : Instances.Executions.Mask : null,
        })];
    }

    private static JsonObject Values(SavedValues values, bool withData)
    {
        var json = values.ToJson();
        foreach (var name in withData ? [] : json.Select(member => member.Key).ToList())
        {
            json[name] = Instances.Executions.Mask;
        }

        ElsaJson.DropNulls(json);
        return json;
    }
}
