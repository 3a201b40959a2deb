using System.Globalization;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Web;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.WorkflowTasks;

/// <summary>A task that a workflow waits for.</summary>
internal sealed record WorkflowTaskView(string Id, string Association, string? CaseId, string Name, JsonNode? Payload, DateTimeOffset CreatedAt);

/// <summary>The result of a task. The same operation id again gets the same answer and does nothing.</summary>
internal sealed record WorkflowTaskResult(JsonNode? Result = null, string? OperationId = null);

/// <summary>What became of a result.</summary>
/// <param name="Id">The task.</param>
/// <param name="Status">Completed; Kept when the workflow has not begun to wait for it yet.</param>
internal sealed record WorkflowTaskTaken(string Id, string Status);

/// <summary>What programs do about the tasks that workflows ask of them.</summary>
internal sealed class WorkflowTasks(
    UnitOfWork unitOfWork, BurstRunner bursts, OperationLedger operations, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    private const int LongestId = 200;

    /// <summary>Open tasks of the caller's associations, oldest first.</summary>
    public async Task<Outcome<Page<WorkflowTaskView>>> ListAsync(CurrentCaller caller, string? name, Paging paging, CancellationToken ct)
    {
        var mine = caller.Associations.Where(caller.MayAnswerWorkflows).ToList();
        if (mine.Count == 0)
        {
            return StimulusAnswers.MayNotAnswer();
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var open = context.WorkflowTasks.Where(row => mine.Contains(row.AssociationKey) && row.ClosedAt == null && (name == null || row.Name == name));
        var total = await open.CountAsync(ct);
        var rows = await open.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return new Page<WorkflowTaskView>(
            rows.ConvertAll(row => new WorkflowTaskView(row.Id, row.AssociationKey, row.CaseId, row.Name, row.Payload is null ? null : JsonNode.Parse(row.Payload), row.CreatedAt)),
            paging.Number, paging.Size, total);
    }

    /// <summary>Hands a result to the workflow that waits for it; one that comes first is kept.</summary>
    public Task<Outcome<Answer>> CompleteAsync(CurrentCaller caller, string taskId, WorkflowTaskResult request, CancellationToken ct)
        => unitOfWork.WriteAsync(async (tx, token) =>
        {
            var now = clock.GetUtcNow();
            return await operations.OnceInTx(tx, caller.Id, request.OperationId, new { taskId, request }, now, () => CompleteInTx(tx, caller, taskId, request, now, token), token);
        }, ct);

    private async Task<Outcome<Answer>> CompleteInTx(CaseTransaction tx, CurrentCaller caller, string taskId, WorkflowTaskResult request, DateTimeOffset now, CancellationToken ct)
    {
        var instanceId = TaskStore.InstanceOf(taskId);
        if (taskId.Length > LongestId || instanceId == taskId
            || !long.TryParse(taskId.AsSpan(instanceId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await CaseStore.LoadOfInstanceInTx(tx, instanceId, ct) is not { } file || !caller.IsIn(file.Association))
        {
            return NoSuchTask();
        }

        if (!caller.MayAnswerWorkflows(file.Association))
        {
            return StimulusAnswers.MayNotAnswer();
        }

        var (hash, input) = (RunTask.HashOf(taskId), new JsonObject { [RunTask.ResultInput] = request.Result?.DeepClone() });
        if (file.State.Bookmarks.FirstOrDefault(bookmark => bookmark.Name == RunTask.BookmarkName && bookmark.Hash == hash) is { } waiting)
        {
            await RecordInTx(tx, caller, file, taskId, now, ct);
            var burst = await bursts.StepInTx(tx, file, new Stimulus.ResumeBookmark(waiting.Id, input), caller.ActorFor(file.Association), now, ct);
            return burst.Refusal is { } refusal ? refusal : Taken(taskId, "Completed", StatusCodes.Status200OK, file.CaseId);
        }

        // Ids are numbered in the order things happen: one that was given out and waits for nothing is over, one that was not is still to come.
        if (file.State.Status == WorkflowStatus.Finished || number <= file.State.IdCounter)
        {
            return TaskIsOver();
        }

        await RecordInTx(tx, caller, file, taskId, now, ct);
        await EarlyAnswers.LeaveInTx(tx, hash, file.Association, file.CaseId, taskId, input, caller.Id, now, ct);
        await CaseStore.SaveInTx(tx, file, now, ct);
        return Taken(taskId, "Kept", StatusCodes.Status202Accepted, file.CaseId);
    }

    private static ValueTask RecordInTx(CaseTransaction tx, CurrentCaller caller, CaseFile file, string taskId, DateTimeOffset now, CancellationToken ct)
        => file.CaseId is null ? ValueTask.CompletedTask : HistoryStore.AppendInTx(tx, file, file.Event("WorkflowTaskCompleted", caller.ActorFor(file.Association), now) with
        {
            Data = new JsonObject { ["task"] = taskId }.ToJsonString(),
        }, ct);

    private Answer Taken(string taskId, string status, int code, string? caseId) => operations.Answer(code, new WorkflowTaskTaken(taskId, status)) with { CaseId = caseId };

    private static Refusal NoSuchTask() => new(RefusalKind.NotFound, "no-such-workflow-task", new(
        "لا توجد مهمة برمجية بهذا المعرّف.", "There is no workflow task with this id."));

    private static Refusal TaskIsOver() => new(RefusalKind.Conflict, "workflow-task-over", new(
        "لم يعد أحد ينتظر نتيجة هذه المهمة.", "Nothing waits for the result of this task any more."));
}
