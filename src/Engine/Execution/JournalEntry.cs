using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.Execution;

/// <summary>One line of the technical record of a run, in the shape Studio's viewer reads.</summary>
public sealed record JournalEntry
{
    public required long Sequence { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required string ActivityInstanceId { get; init; }

    public string? ParentActivityInstanceId { get; init; }

    public required string ActivityId { get; init; }

    public required string ActivityType { get; init; }

    public int ActivityTypeVersion { get; init; }

    public string? ActivityName { get; init; }

    public required string NodeId { get; init; }

    /// <summary>Started, Resumed, Suspended, Completed, Canceled, Faulted, Retried, Skipped, "Precondition Failed", or an activity's own word.</summary>
    public required string EventName { get; init; }

    public string? Message { get; init; }

    /// <summary>Outcomes and whatever else the activity recorded; null when it recorded nothing.</summary>
    public JsonObject? Payload { get; init; }
}
