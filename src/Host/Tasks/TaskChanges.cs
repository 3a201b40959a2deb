using System.Text.Json.Nodes;
using CaseWorkflows.Activities.Tasks;
using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Forms;
using CaseWorkflows.Host.Operations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Tasks;

/// <summary>
/// What people do to tasks. Each act is one unit of work: the rules decide, the task is written if it has not moved on meanwhile, the history gets its
/// line, and a completion runs the case's next burst, all committed together.
/// </summary>
internal sealed class TaskChanges(
    UnitOfWork unitOfWork, BurstRunner bursts, OperationLedger operations, CommitteeActs committees, TaskForms forms, AnswerVault vault, TimeProvider clock)
{
    public Task<Outcome<TaskChanged>> ClaimAsync(CurrentCaller caller, string taskId, int? revision, CancellationToken ct)
        => ChangeAsync(caller, taskId, "TaskClaimed", (task, actor, now) => UserTaskRules.Claim(task, actor, revision, now), ct);

    public Task<Outcome<TaskChanged>> ReleaseAsync(CurrentCaller caller, string taskId, int? revision, CancellationToken ct)
        => ChangeAsync(caller, taskId, "TaskReleased", (task, actor, _) => UserTaskRules.Release(task, actor, revision), ct);

    /// <param name="caller">Who assigns.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="assignee">Who gets it.</param>
    /// <param name="revision">The revision the caller saw.</param>
    /// <param name="ct">Gives up waiting.</param>
    public Task<Outcome<TaskChanged>> AssignAsync(
        CurrentCaller caller, string taskId, Assignee assignee, int? revision, CancellationToken ct)
        => ChangeAsync(
            caller, taskId, "TaskAssigned", (task, actor, now) => UserTaskRules.Assign(
                task, actor, assignee.Id, assignee.RolesIn(actor.Association), revision, now, assignee.AwayFrom.GetValueOrDefault(actor.Association)), ct,
            actor => actor.Standing(UserTaskRules.Assigners));

    /// <summary>The same operation id again for the same task is answered as the first time, whatever has become of roles and procedure since.</summary>
    public Task<Outcome<TaskChanged>> CompleteAsync(CurrentCaller caller, string taskId, CompleteTaskRequest request, CancellationToken ct)
        => unitOfWork.WriteRevisedAsync<TaskChanged>(async (tx, token) =>
        {
            if (request.OperationId is { } name && OperationLedger.Unusable(name) is { } unusable)
            {
                return unusable;
            }

            if (await TaskStore.LoadInTx(tx, taskId, token) is not var (stored, file))
            {
                return NoSuchTask();
            }

            if (stored.ActivityType == CommitteeActs.StepType && await SittingStore.FindInTx(tx, taskId, file.Association, token) is { } sitting)
            {
                return await committees.CompleteInTx(tx, stored, file, sitting, caller, request, token);
            }

            var operation = request.OperationId is { } named ? new NamedCompletion(named, operations.HashOf(request), file.Stage) : null;
            return operation is not null && stored.Task.CompletedBy == caller.Id && stored.Completion?.OperationId == operation.OperationId ? Again(stored, operation)
                : caller.IsIn(file.Association) ? await CompleteInTx(tx, stored, file, caller.ActorFor(file.Association).Standing(stored.Task), request, operation, token)
                : NoSuchTask();
        }, ct);

    private static Outcome<TaskChanged> Again(StoredTask stored, NamedCompletion operation)
        => stored.Completion!.RequestHash == operation.RequestHash ? Changed(stored.Task, stored.Completion.CaseStage) : OperationLedger.Reused();

    private async Task<Outcome<TaskChanged>> CompleteInTx(
        CaseTransaction tx, StoredTask stored, CaseFile file, Actor actor, CompleteTaskRequest request, NamedCompletion? operation, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var reason = Blank(request.Reason) ?? Blank((request.Data?["reason"] as JsonValue)?.ToString());
        var filled = await forms.ReadAsync(stored, request.Action, request.Data, ct);
        var answers = filled?.Texts ?? FilledForm.TextsOf(request.Data ?? []);
        if (!UserTaskRules.Complete(stored.Task, actor, request.Action, request.ExpectedRevision, now, reason, answers).Succeeded(out var task, out var refusal) || filled?.Refused(null) is not null)
        {
            return filled is null ? refusal! : filled.Refused(refusal)!;
        }

        if (filled is not null)
        {
            await filled.FileInTx(tx, file, actor, task.Id, now, ct);
        }

        var facts = TaskMove.Of(stored.Task, task).Into(new() { ["action"] = task.Action });
        await RecordInTx(tx, stored, file, actor, "TaskCompleted", now, reason, filled?.About(facts) ?? facts, ct);

        // The workflow's state and journal are no place for secrets, so they see masks; the task keeps the answers sealed.
        var (seen, kept) = filled is null ? (request.Data, request.Data) : (AnswerVault.Masked(filled.Form, filled.Reading.Answers), vault.Sealed(filled.Form, filled.Reading.Answers));
        var answer = new TaskAnswer(request.Action, actor.Id, reason, seen);
        var burst = await bursts.StepInTx(tx, file, new Stimulus.ResumeBookmark(task.Id, answer.ToInput()), actor, now, ct, answeredTask: task.Id);
        if (burst.Refusal is { } over)
        {
            return over;
        }

        await TaskStore.UpdateInTx(tx, stored, task, ct, reason, kept?.ToJsonString(), operation is null ? null : operation with { CaseStage = file.Stage });
        return Changed(task, file.Stage);
    }

    private Task<Outcome<TaskChanged>> ChangeAsync(
        CurrentCaller caller, string taskId, string action, Func<UserTask, Actor, DateTimeOffset, Outcome<UserTask>> decide, CancellationToken ct, Func<Actor, Actor>? standing = null)
        => unitOfWork.WriteRevisedAsync<TaskChanged>(async (tx, token) =>
        {
            if (await FindInTx(tx, caller, taskId, token) is not var (stored, file))
            {
                return NoSuchTask();
            }

            if (stored.ActivityType == CommitteeActs.StepType && action != "TaskReleased" && await SittingStore.ExistsInTx(tx, taskId, token))
            {
                return CommitteeRefusals.CommitteeVotes();
            }

            var (self, now) = (caller.ActorFor(file.Association), clock.GetUtcNow());
            var actor = standing?.Invoke(self) ?? self.Standing(stored.Task);
            if (!decide(stored.Task, actor, now).Succeeded(out var task, out var refusal))
            {
                return refusal;
            }

            if (!ReferenceEquals(task, stored.Task))
            {
                await TaskStore.UpdateInTx(tx, stored, task, token);
                await RecordInTx(tx, stored, file, actor, action, now, null, TaskMove.Of(stored.Task, task).Into(task.Assignee is null ? null : new() { ["assignee"] = task.Assignee }), token);
                await CaseStore.SaveInTx(tx, file, now, token);
            }

            return Changed(task, file.Stage);
        }, ct);

    /// <summary>Null for a task of an association the caller has no part in, as if it did not exist.</summary>
    private static async ValueTask<(StoredTask Stored, CaseFile File)?> FindInTx(CaseTransaction tx, CurrentCaller caller, string taskId, CancellationToken ct)
        => await TaskStore.LoadInTx(tx, taskId, ct) is { } found && caller.IsIn(found.File.Association) ? found : null;

    /// <summary>A line in the case's history about an act on a task; the case is still to be saved.</summary>
    internal static ValueTask RecordInTx(
        CaseTransaction tx, StoredTask stored, CaseFile file, Actor actor, string action, DateTimeOffset now, string? reason, JsonObject? data, CancellationToken ct)
        => HistoryStore.AppendInTx(tx, file, file.Event(action, actor, now) with
        {
            ActivityType = stored.ActivityType,
            ActivityId = stored.ActivityId,
            Clause = stored.Clause,
            Reason = reason,
            Data = data?.ToJsonString(),
        }, ct);

    private static TaskChanged Changed(UserTask task, CaseStage stage) => TaskChanged.Of(task, stage);

    /// <summary>Null for a text of nothing but blanks and invisible marks.</summary>
    private static string? Blank(string? text) => text is null || ArabicText.Fold(text).Length == 0 ? null : text.Trim();

    internal static Refusal NoSuchTask() => new(RefusalKind.NotFound, "no-such-task", new(
        "لا توجد مهمة بهذا المعرّف.", "There is no task with this id."));
}
