using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Tasks;

/// <summary>The same done to several tasks.</summary>
/// <param name="Action"><c>claim</c>, <c>release</c> or <c>assign</c>.</param>
/// <param name="Ids">1 to 100 tasks; one named twice is done once.</param>
/// <param name="Assignee">Who gets them; for assigning alone.</param>
internal sealed record BulkTaskRequest(string Action, IReadOnlyList<string> Ids, string? Assignee = null);

/// <summary>What became of one task.</summary>
/// <param name="Id">The task.</param>
/// <param name="Done">False when it was skipped, which <paramref name="Code"/> and <paramref name="Reason"/> explain.</param>
/// <param name="Code">Of the refusal; null when it was done.</param>
/// <param name="Reason">In the reader's language; null when it was done.</param>
/// <param name="Status">Where the task stands; null when it was skipped.</param>
/// <param name="Revision">The task's; null when it was skipped.</param>
internal sealed record BulkTaskResult(string Id, bool Done, string? Code, string? Reason, string? Status, int? Revision);

/// <summary>What became of them, in the order asked for.</summary>
internal sealed record BulkTaskAnswer(int Done, int Skipped, IReadOnlyList<BulkTaskResult> Results);

/// <summary>Does the same to several tasks, each in a unit of work of its own: one that somebody else took meanwhile is skipped and said, and spoils no other.</summary>
internal sealed class BulkTasks(TaskChanges tasks, Assignees assignees)
{
    public const int Most = 100;

    public async Task<Outcome<BulkTaskAnswer>> DoAsync(CurrentCaller caller, BulkTaskRequest request, string? language, CancellationToken ct)
    {
        var ids = request.Ids.Distinct(StringComparer.Ordinal).ToList();
        if (Unusable(request, ids.Count) is { } refusal)
        {
            return refusal;
        }

        var assignee = request.Action == "assign" ? await assignees.FindAsync(request.Assignee!, ct) : null;
        var results = new List<BulkTaskResult>(ids.Count);
        foreach (var id in ids)
        {
            var outcome = request.Action switch
            {
                "claim" => await tasks.ClaimAsync(caller, id, null, ct),
                "release" => await tasks.ReleaseAsync(caller, id, null, ct),
                _ => await tasks.AssignAsync(caller, id, assignee!, null, ct),
            };
            results.Add(outcome.Succeeded(out var changed, out var no) ? new(id, true, null, null, changed.Status, changed.Revision) : new(id, false, no.Code, no.Message.In(language), null, null));
        }

        var done = results.Count(result => result.Done);
        return new BulkTaskAnswer(done, results.Count - done, results);
    }

    private static Refusal? Unusable(BulkTaskRequest request, int count)
        => request.Action is not ("claim" or "release" or "assign") ? new(RefusalKind.Malformed, "unknown-bulk-action", new(
            "العملية إحدى ثلاث: claim أو release أو assign.", "The action is one of claim, release and assign.")) { Field = "action" }
        : count is 0 or > Most ? new(RefusalKind.RuleBroken, "bulk-size", new(
            $"اختر من مهمة واحدة إلى {Most} مهمة.", $"Choose 1 to {Most} tasks.")) { Field = "ids", Facts = Facts.Of(("maximum", Most)) }
        : request.Action == "assign" && string.IsNullOrWhiteSpace(request.Assignee) ? new(RefusalKind.RuleBroken, "assignee-required", new(
            "اختر من تُسند إليه المهام.", "Choose who gets the tasks.")) { Field = "assignee" }
        : null;
}
