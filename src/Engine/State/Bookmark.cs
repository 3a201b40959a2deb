using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine.State;

/// <summary>A place where a workflow waits. Exactly one thing resumes it: whoever names its id.</summary>
public sealed record Bookmark
{
    public required string Id { get; init; }

    /// <summary>What is waited for; the activity type unless the activity says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>How a sender who knows only the stimulus finds it; unique per activity instance.</summary>
    public required string Hash { get; init; }

    public JsonNode? Payload { get; init; }

    public required string ActivityId { get; init; }

    public required string ActivityNodeId { get; init; }

    public required string ActivityInstanceId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the clock resumes it; null for what only people or events resume.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>False keeps it alive after a resume, for what may be answered several times.</summary>
    public bool AutoBurn { get; init; } = true;

    /// <summary>The activity's method to call; null completes the activity when <see cref="AutoComplete"/> says so.</summary>
    public string? CallbackMethodName { get; init; }

    public bool AutoComplete { get; init; } = true;

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
