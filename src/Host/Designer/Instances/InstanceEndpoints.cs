using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Designer.Definitions;
using Microsoft.AspNetCore.Mvc;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>Elsa's calls about instances: looking on.</summary>
internal static class InstanceEndpoints
{
    private const int LargestTake = 1000;

    public static RouteGroupBuilder MapInstances(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/workflow-instances");
        group.MapPost("", ListAsync).ForReaders();
        group.MapGet("{id}", async (string id, DesignerScope scope, InstanceReader reader, CancellationToken ct) => await reader.RowAsync(scope, id, ct) is { } row
            ? ElsaJson.Ok(InstanceReader.View(row, scope.MaySeeData(row.AssociationKey)))
            : NoSuchInstance(scope)).ForReaders();
        group.MapGet("{id}/execution-state", async (string id, DesignerScope scope, InstanceReader reader, CancellationToken ct)
            => await reader.ExecutionStateAsync(scope, id, ct) is { } state ? ElsaJson.Ok(state) : NoSuchInstance(scope)).ForReaders();
        group.MapGet("{id}/variables", async (string id, DesignerScope scope, InstanceReader reader, DefinitionQuery definitions, CancellationToken ct)
            => await reader.OpenAsync(scope, id, ct) is { } instance && await definitions.ByIdAsync(scope, instance.Row.DefinitionVersionId, ct) is { } row
                ? ElsaJson.Items(InstanceReader.Variables(instance, DefinitionAnswer.Stored(row).Variables))
                : NoSuchInstance(scope)).ForReaders();
        group.MapPost("{id}/journal", JournalAsync).ForReaders();
        group.MapGet("{id}/journal", JournalAsync).ForReaders();

        api.MapGet("/activity-executions/list", async ([FromQuery] string? workflowInstanceId, [FromQuery] string? activityNodeId, DesignerScope scope, InstanceReader reader, CancellationToken ct)
            => ElsaJson.Items(await AtAsync(workflowInstanceId, activityNodeId, scope, reader, ct))).ForReaders();
        api.MapGet("/activity-execution-summaries/list", async ([FromQuery] string? workflowInstanceId, [FromQuery] string? activityNodeId, DesignerScope scope, InstanceReader reader, CancellationToken ct)
            => ElsaJson.Items((await AtAsync(workflowInstanceId, activityNodeId, scope, reader, ct)).Select(ExecutionSummary.Of).ToList())).ForReaders();
        api.MapGet("/activity-executions/by-id", async ([FromQuery] string? id, DesignerScope scope, InstanceReader reader, CancellationToken ct)
            => (await reader.OfExecutionAsync(scope, id ?? "", ct))?.Executions.FirstOrDefault(record => record.Id == id) is { } record ? ElsaJson.Ok(record) : TypedResults.Text("null", "application/json")).ForReaders();
        api.MapGet("/activity-executions/{id}/call-stack", async (string id, DesignerScope scope, InstanceReader reader, CancellationToken ct)
            => await reader.OfExecutionAsync(scope, id, ct) is { } instance && instance.Executions.Any(record => record.Id == id) ? ElsaJson.Ok(CallStack(instance, id)) : NoSuchInstance(scope)).ForReaders();
        api.MapPost("/activity-executions/report", ReportAsync).ForReaders();
        return api;
    }

    internal static IResult NoSuchInstance(DesignerScope scope) => new Refusal(RefusalKind.NotFound, "no-such-instance", new(
        "لا يوجد سير عمل جارٍ بهذا المعرّف.", "There is no workflow instance of this id.")).ToElsaOrNotFound(scope.Language);

    /// <summary>A body read as it comes: the Studio sends members we have no use for.</summary>
    internal static async Task<Outcome<T>> ReadAsync<T>(HttpContext http, CancellationToken ct)
        where T : new()
    {
        if (http.Request.ContentLength is 0 or null && !http.Request.Headers.ContainsKey("Transfer-Encoding"))
        {
            return new T();
        }

        if (!(await SentModel.BodyAsync(http.Request, ct)).Succeeded(out var body, out var refusal))
        {
            return refusal;
        }

        try
        {
            return body.Deserialize<T>(ElsaJson.Options)!;
        }
        catch (JsonException error)
        {
            return ElsaRefusals.Of("member-invalid", new CaseWorkflows.Cases.Text.LocalizedText($"قيمة الحقل «{error.Path}» ليست من النوع المطلوب.", $"The value of '{error.Path}' is not of the kind required."));
        }
    }

    private static async Task<IResult> ListAsync(DesignerScope scope, HttpContext http, InstanceList list, CancellationToken ct)
        => (await ReadAsync<InstanceFilter>(http, ct)).Succeeded(out var filter, out var refusal) ? ElsaJson.Ok(await list.ListAsync(scope, filter, ct)) : refusal.ToElsa(scope.Language);

    private static async Task<IResult> JournalAsync(
        string id, DesignerScope scope, HttpContext http, InstanceReader reader, CancellationToken ct, [FromQuery] int skip = 0, [FromQuery] int take = 100)
    {
        if (!(await ReadAsync<JournalRequest>(http, ct)).Succeeded(out var request, out var refusal))
        {
            return refusal.ToElsa(scope.Language);
        }

        if (await reader.OpenAsync(scope, id, ct) is not { } instance)
        {
            return NoSuchInstance(scope);
        }

        var filter = request.Filter ?? new();
        var lines = instance.Journal.Where(entry =>
            (filter.ActivityIds is null || filter.ActivityIds.Contains(entry.ActivityId, StringComparer.Ordinal))
            && (filter.ActivityNodeIds is null || filter.ActivityNodeIds.Contains(entry.NodeId, StringComparer.Ordinal))
            && filter.ExcludedActivityTypes?.Contains(entry.ActivityType, StringComparer.Ordinal) is not true
            && (filter.EventNames is null || filter.EventNames.Contains(entry.EventName, StringComparer.Ordinal))).OrderBy(entry => entry.Sequence).ToList();
        return ElsaJson.Ok(new ItemPage<JournalItem>(
            [.. lines.Skip(Math.Max(skip, 0)).Take(Math.Clamp(take, 0, LargestTake)).Select(entry => Executions.Item(id, entry, instance.WithData))], lines.Count));
    }

    private static async Task<IReadOnlyList<ExecutionRecord>> AtAsync(string? instanceId, string? nodeId, DesignerScope scope, InstanceReader reader, CancellationToken ct)
        => [.. (await reader.OpenAsync(scope, instanceId ?? "", ct))?.Executions.Where(record => nodeId is null || record.ActivityNodeId == nodeId) ?? []];

    private static async Task<IResult> ReportAsync(DesignerScope scope, HttpContext http, InstanceReader reader, CancellationToken ct)
    {
        if (!(await ReadAsync<ReportRequest>(http, ct)).Succeeded(out var request, out var refusal))
        {
            return refusal.ToElsa(scope.Language);
        }

        var instance = await reader.OpenAsync(scope, request.WorkflowInstanceId ?? "", ct);
        return ElsaJson.Ok(new { Stats = instance is null ? [] : Executions.Stats(instance.Executions, request.ActivityNodeIds?.ToHashSet(StringComparer.Ordinal)) });
    }

    private static object CallStack(OpenedInstance instance, string id)
    {
        var byId = instance.Executions.ToDictionary(record => record.Id, StringComparer.Ordinal);
        var stack = new List<ExecutionRecord>();
        for (var at = byId.GetValueOrDefault(id); at is not null; at = at.ParentId is { } parent ? byId.GetValueOrDefault(parent) : null)
        {
            stack.Insert(0, at);
        }

        return new { ActivityExecutionId = id, Items = stack, TotalCount = stack.Count };
    }

    private sealed record JournalRequest
    {
        public JournalFilter? Filter { get; init; }
    }

    private sealed record JournalFilter
    {
        public IReadOnlyList<string>? ActivityIds { get; init; }

        public IReadOnlyList<string>? ActivityNodeIds { get; init; }

        public IReadOnlyList<string>? ExcludedActivityTypes { get; init; }

        public IReadOnlyList<string>? EventNames { get; init; }
    }

    private sealed record ReportRequest
    {
        public string? WorkflowInstanceId { get; init; }

        public IReadOnlyList<string>? ActivityNodeIds { get; init; }
    }
}
