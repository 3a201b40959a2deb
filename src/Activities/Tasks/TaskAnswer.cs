using System.Text.Json.Nodes;
using CaseWorkflows.Engine;

namespace CaseWorkflows.Activities.Tasks;

/// <summary>What came of a task, as the host hands it to the step that waits.</summary>
/// <param name="Action">The outcome chosen.</param>
/// <param name="CompletedBy">Id of the person who chose it.</param>
/// <param name="Reason">Why; null when not said.</param>
/// <param name="Data">The form's answers; null when there was nothing to fill in.</param>
public sealed record TaskAnswer(string Action, string CompletedBy, string? Reason, JsonObject? Data)
{
    /// <summary>The answer as input of the burst it sets off.</summary>
    public JsonObject ToInput() => new()
    {
        [nameof(Action)] = Action,
        [nameof(CompletedBy)] = CompletedBy,
        [nameof(Reason)] = Reason,
        [nameof(Data)] = Data?.DeepClone(),
    };

    /// <summary>The answer that came with this burst. Throws when the burst brought none.</summary>
    public static TaskAnswer From(ActivityExecutionContext context) => new(
        context.GetWorkflowInput<string>(nameof(Action)) ?? throw new InvalidOperationException("The task was answered without an action."),
        context.GetWorkflowInput<string>(nameof(CompletedBy)) ?? "",
        context.GetWorkflowInput<string>(nameof(Reason)),
        context.GetWorkflowInput<JsonObject>(nameof(Data)));
}
