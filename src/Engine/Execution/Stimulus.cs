using System.Text.Json.Nodes;

namespace CaseWorkflows.Engine;

/// <summary>What sets a burst off. Every resume names the bookmark it answers; there is no way to just "run" a waiting instance.</summary>
public abstract record Stimulus
{
    private Stimulus()
    {
    }

    /// <summary>Starts an instance that has not run yet.</summary>
    public sealed record Start(JsonObject? Input = null, string? CorrelationId = null, string? TriggerActivityId = null, string? Name = null) : Stimulus;

    /// <summary>Answers one bookmark. When it is gone already nothing happens, and the result says so.</summary>
    public sealed record ResumeBookmark(string BookmarkId, JsonObject? Input = null) : Stimulus;

    /// <summary>Ends the whole instance.</summary>
    public sealed record Cancel(string? Reason = null) : Stimulus;

    /// <summary>Runs a faulted activity again and withdraws its incident.</summary>
    public sealed record Retry(string ActivityInstanceId) : Stimulus;

    /// <summary>Lets a faulted activity count as completed, with those outcomes, and withdraws its incidents. Whatever still runs inside it is cancelled.</summary>
    /// <param name="ActivityInstanceId">The faulted execution.</param>
    /// <param name="Outcomes">Null or none at all is plain completion, which follows Done.</param>
    public sealed record Skip(string ActivityInstanceId, IReadOnlyList<string>? Outcomes = null) : Stimulus;

    /// <summary>
    /// Puts the instance into another state: that of another version after a migration, or the one it had before when that is taken back. No activity runs. The graph to
    /// step with is the one of the version the state names.
    /// </summary>
    /// <param name="FromVersionId">The version it was on.</param>
    /// <param name="State">All of the instance, with the id it has.</param>
    public sealed record TakeOver(string FromVersionId, State.WorkflowState State) : Stimulus;
}
