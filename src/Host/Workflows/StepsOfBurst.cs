using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Execution;
using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Workflows;

/// <summary>What a burst did on the map of a procedure.</summary>
internal static class StepsOfBurst
{
    private const string OutcomesMember = "Outcomes";

    /// <param name="journal">What happened.</param>
    /// <param name="state">How the instance stands afterwards.</param>
    public static StepsMoved Of(IReadOnlyList<JournalEntry> journal, WorkflowState state)
    {
        var waiting = state.Bookmarks.Select(bookmark => bookmark.ActivityInstanceId).ToHashSet(StringComparer.Ordinal);
        return new(
            [.. journal.Select(entry => entry.ActivityId).Distinct(StringComparer.Ordinal)],
            [.. journal.Where(entry => entry.EventName is "Completed" or "Skipped").SelectMany(entry => OutcomesOf(entry).Select(outcome => (entry.ActivityId, outcome))).Distinct()],
            [.. state.ActivityExecutionContexts.Where(context => waiting.Contains(context.Id)).Select(StepOf).Distinct(StringComparer.Ordinal)],
            [.. state.ActivityExecutionContexts.Where(context => context.Status == ActivityStatus.Faulted).Select(StepOf).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>A node's id is the way to it, the activity's own id last.</summary>
    public static string StepOf(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];

    /// <inheritdoc cref="StepOf(string)"/>
    public static string StepOf(ActivityExecutionContextState context) => StepOf(context.ScheduledActivityNodeId);

    private static IEnumerable<string> OutcomesOf(JournalEntry entry)
        => entry.Payload?[OutcomesMember] is JsonArray { Count: > 0 } outcomes ? outcomes.Select(outcome => outcome?.ToString() ?? "") : ["Done"];
}
