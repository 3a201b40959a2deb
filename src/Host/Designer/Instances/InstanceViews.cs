using System.Text.Json.Nodes;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Designer.Instances;

/// <summary>An instance in a list.</summary>
internal sealed record InstanceSummary(
    string Id, string DefinitionId, string DefinitionVersionId, int Version, string Status, string SubStatus, string? CorrelationId, string? Name, int IncidentCount, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt, DateTimeOffset? FinishedAt)
{
    public static InstanceSummary Of(InstanceRow row) => new(
        row.Id, row.DefinitionId, row.DefinitionVersionId, row.Version, row.Status, row.SubStatus, row.CorrelationId, row.Name, row.IncidentCount, row.CreatedAt, row.UpdatedAt, row.FinishedAt);
}

/// <summary>One line of the journal. Its payload is an object or not there: anything else breaks the viewer.</summary>
internal sealed record JournalItem(
    string Id, string ActivityInstanceId, string? ParentActivityInstanceId, string ActivityId, string ActivityType, int ActivityTypeVersion, string? ActivityName, string NodeId, DateTimeOffset Timestamp, long Sequence,
    string EventName, string? Message, JsonObject? Payload);

/// <summary>One execution of an activity, with what its inputs were said to be in the definition.</summary>
internal sealed record ExecutionRecord(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName, DateTimeOffset StartedAt, bool HasBookmarks, ActivityStatus Status,
    DateTimeOffset? CompletedAt, int AggregateFaultCount)
{
    public string? ParentId { get; init; }

    public JsonObject ActivityState { get; init; } = [];

    public JsonObject? Payload { get; init; }

    public JsonObject Outputs { get; init; } = [];

    public JsonObject Properties { get; init; } = [];

    public JsonObject Metadata { get; init; } = [];

    public ExceptionView? Exception { get; init; }

    public int CallStackDepth { get; init; }
}

/// <summary>What a list of executions needs.</summary>
internal sealed record ExecutionSummary(
    string Id, string WorkflowInstanceId, string ActivityId, string ActivityNodeId, string ActivityType, int ActivityTypeVersion, string? ActivityName, DateTimeOffset StartedAt, bool HasBookmarks, ActivityStatus Status,
    DateTimeOffset? CompletedAt, JsonObject Metadata)
{
    public static ExecutionSummary Of(ExecutionRecord record) => new(
        record.Id, record.WorkflowInstanceId, record.ActivityId, record.ActivityNodeId, record.ActivityType, record.ActivityTypeVersion, record.ActivityName, record.StartedAt, record.HasBookmarks, record.Status,
        record.CompletedAt, record.Metadata);
}

/// <summary>What went wrong.</summary>
internal sealed record ExceptionView(string Type, string Message, string StackTrace);

/// <summary>How often an activity ran, for its badge on the canvas.</summary>
internal sealed record ExecutionStats(
    string ActivityId, string ActivityNodeId, int StartedCount, int CompletedCount, int UncompletedCount, bool IsBlocked, bool IsFaulted, JsonObject Metadata);
