using System.Text.Json.Nodes;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Engine.Models;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>Tells from an instance's journal which activities were executed, when and with what end. Pure.</summary>
internal static class Executions
{
    /// <summary>What those read who may not see what was told about people.</summary>
    public const string Mask = "•••";

    private const string OutcomesMember = "Outcomes";

    /// <summary>All executions, oldest first.</summary>
    /// <param name="journal">All of it, in its order.</param>
    /// <param name="state">The instance now.</param>
    /// <param name="graph">The version it runs on.</param>
    /// <param name="withData">False keeps values and messages back.</param>
    public static IReadOnlyList<ExecutionRecord> Of(IReadOnlyList<JournalEntry> journal, WorkflowState state, WorkflowGraph graph, bool withData)
    {
        var waiting = state.Bookmarks.Select(bookmark => bookmark.ActivityInstanceId).ToHashSet(StringComparer.Ordinal);
        var incidents = state.Incidents.ToLookup(incident => incident.ActivityInstanceId, StringComparer.Ordinal);
        var records = new Dictionary<string, ExecutionRecord>(StringComparer.Ordinal);
        foreach (var entries in journal.GroupBy(entry => entry.ActivityInstanceId, StringComparer.Ordinal))
        {
            var first = entries.First();
            var (status, end) = EndOf(entries);
            records[entries.Key] = new(
                entries.Key, state.Id, first.ActivityId, first.NodeId, first.ActivityType, first.ActivityTypeVersion, first.ActivityName, first.Timestamp, waiting.Contains(entries.Key), status, end,
                incidents[entries.Key].Count())
            {
                ParentId = first.ParentActivityInstanceId,
                ActivityState = Written(graph, first.NodeId),
                Payload = Payload(entries.LastOrDefault(entry => entry.Payload?.ContainsKey(OutcomesMember) is true)?.Payload, withData),
                Exception = incidents[entries.Key].Select(incident => Exception(incident, withData)).LastOrDefault(),
                CallStackDepth = DepthOf(first, records),
            };
        }

        return [.. records.Values.OrderBy(record => record.StartedAt)];
    }

    public static JournalItem Item(string instanceId, JournalEntry entry, bool withData) => new(
        $"{instanceId}-j{entry.Sequence}", entry.ActivityInstanceId, entry.ParentActivityInstanceId, entry.ActivityId, entry.ActivityType, entry.ActivityTypeVersion, entry.ActivityName, entry.NodeId, entry.Timestamp,
        entry.Sequence, entry.EventName, withData || entry.Message is null ? entry.Message : Mask, Payload(entry.Payload, withData));

    /// <summary>Badges of these nodes, one for each that was executed.</summary>
    public static IReadOnlyList<ExecutionStats> Stats(IEnumerable<ExecutionRecord> records, IReadOnlySet<string>? nodeIds) =>
    [
        .. records.Where(record => nodeIds is null || nodeIds.Contains(record.ActivityNodeId)).GroupBy(record => record.ActivityNodeId, StringComparer.Ordinal).Select(group => new ExecutionStats(
            group.First().ActivityId, group.Key, group.Count(), group.Count(record => record.Status == ActivityStatus.Completed), group.Count(record => record.CompletedAt is null),
            group.Any(record => record.HasBookmarks), group.Any(record => record.Status == ActivityStatus.Faulted), [])),
    ];

    public static ExceptionView? Exception(ActivityIncident incident, bool withData)
        => new(incident.Exception?.Type ?? "Exception", withData ? incident.Message : Mask, "");

    private static (ActivityStatus Status, DateTimeOffset? At) EndOf(IEnumerable<JournalEntry> entries)
    {
        (ActivityStatus, DateTimeOffset?) end = (ActivityStatus.Running, null);
        foreach (var entry in entries)
        {
            end = entry.EventName switch
            {
                "Completed" or "Skipped" => (ActivityStatus.Completed, entry.Timestamp),
                "Canceled" => (ActivityStatus.Canceled, entry.Timestamp),
                "Faulted" => (ActivityStatus.Faulted, null),
                "Started" or "Resumed" or "Retried" => (ActivityStatus.Running, null),
                "Precondition Failed" => (ActivityStatus.Pending, null),
                _ => end,
            };
        }

        return end;
    }

    /// <summary>What the definition itself says the inputs are; what expressions came to is not kept.</summary>
    private static JsonObject Written(WorkflowGraph graph, string nodeId)
    {
        var state = new JsonObject();
        if (graph.FindNode(nodeId) is { } node)
        {
            foreach (var input in node.Descriptor.Inputs.Where(input => input.IsBrowsable && !input.IsSensitive))
            {
                if (input.Get(node.Activity) is Input { Expression: { Type: "Literal" or "Object" or "" } expression } && expression.Value?.ToString() is { Length: > 0 } text)
                {
                    state[input.Name] = text;
                }
            }
        }

        return state;
    }

    /// <summary>Which way an activity was left is no secret; what else it noted may be.</summary>
    private static JsonObject? Payload(JsonObject? payload, bool withData) => payload is null ? null
        : withData ? payload.DeepClone().AsObject()
        : payload[OutcomesMember] is { } outcomes ? new JsonObject { [OutcomesMember] = outcomes.DeepClone() } : [];

    private static int DepthOf(JournalEntry first, Dictionary<string, ExecutionRecord> records)
        => first.ParentActivityInstanceId is { } parent && records.TryGetValue(parent, out var above) ? above.CallStackDepth + 1 : 0;
}
