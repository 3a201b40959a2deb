using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.NightWatch;

internal static class TaskRepairs
{
    /// <summary>
    /// Ends a task nobody waits for. Where the state still waits for it only a row is missing, which another repair puts back; should that one have failed, the
    /// task is not ended in its place.
    /// </summary>
    public static async ValueTask<bool> CancelUnlessAwaitedAsync(RepairScope scope, string taskId, CancellationToken ct)
        => !await IsAwaitedAsync(scope, TaskStore.InstanceOf(taskId), taskId, ct) && await CancelAsync(scope, taskId, ct);

    /// <summary>Ends a task. One that has ended meanwhile is as it should be.</summary>
    public static async ValueTask<bool> CancelAsync(RepairScope scope, string taskId, CancellationToken ct)
    {
        if (await TaskStore.FindOpenInTx(scope.Tx, taskId, ct) is { } open)
        {
            await TaskStore.CancelInTx(scope.Tx, open, ct);
            await scope.RecordAsync("TaskCancelled", open, TaskMove.Of(open.Task, open.Task with { Status = UserTaskStatus.Cancelled }).Into(null).ToJsonString(), ct);
        }

        return true;
    }

    /// <summary>Opens a cancelled task again; the instance still waits for it. One that was completed, or never was, nobody can bring back.</summary>
    public static ValueTask<bool> ReopenAsync(RepairScope scope, string taskId, CancellationToken ct)
        => MakeAvailableAsync(scope, taskId, task => task.Status == UserTaskStatus.Cancelled, ct);

    /// <summary>Makes a task available that is claimed, and by nobody.</summary>
    public static ValueTask<bool> ReleaseAsync(RepairScope scope, string taskId, CancellationToken ct)
        => MakeAvailableAsync(scope, taskId, task => task is { Status: UserTaskStatus.Claimed, Assignee: null }, ct);

    private static async ValueTask<bool> MakeAvailableAsync(RepairScope scope, string taskId, Predicate<UserTask> suits, CancellationToken ct)
    {
        if (await TaskStore.LoadInTx(scope.Tx, taskId, ct) is not var (stored, _) || !suits(stored.Task))
        {
            return false;
        }

        await scope.Tx.Command("UPDATE user_tasks SET status = 'Available', assignee = NULL, claimed_at = NULL, revision = revision + 1 WHERE workflow_instance_id = @instance AND id = @id")
            .With("@instance", TaskStore.InstanceOf(taskId)).With("@id", taskId).WriteAsync(ct);
        scope.Moved = TaskMove.Of(stored.Task, stored.Task with { Status = UserTaskStatus.Available, Assignee = null });
        return await OfferAsync(scope, taskId, ct);
    }

    /// <summary>Offers an available task to everybody it names, a committee's to those who may still vote; false when that is nobody.</summary>
    public static async ValueTask<bool> OfferAsync(RepairScope scope, string taskId, CancellationToken ct)
    {
        if (await TaskStore.FindOpenInTx(scope.Tx, taskId, ct) is not { Task.Status: UserTaskStatus.Available } stored)
        {
            return false;
        }

        var offer = await SittingStore.FindInTx(scope.Tx, taskId, stored.Association, ct) is { } sitting
            ? InboxOffer.To(sitting.State.Waiting.Select(member => member.Id))
            : InboxOffer.Of(stored.Task);
        await InboxStore.OfferInTx(scope.Tx, stored.Association, taskId, stored.Place, offer, ct);
        return offer.Roles.Count + offer.Users.Count > 0;
    }

    /// <summary>Takes a task away from programs that the state does not wait for. One that was closed meanwhile is as it should be.</summary>
    public static async ValueTask<bool> CloseForProgramsAsync(RepairScope scope, string taskId, CancellationToken ct)
    {
        var waits = await scope.Tx.Command("SELECT workflow_instance_id, bookmark_id FROM workflow_tasks WHERE id = @id")
            .With("@id", taskId).FirstAsync(row => ((string Instance, string Bookmark)?)(row.Text(0), row.Text(1)), ct);
        if (waits is not var (instance, bookmark) || await IsAwaitedAsync(scope, instance, bookmark, ct))
        {
            return false;
        }

        await scope.Tx.Command("UPDATE workflow_tasks SET closed_at = @now WHERE id = @id AND closed_at IS NULL")
            .With("@now", scope.Now).With("@id", taskId).ExecuteAsync(ct);
        return true;
    }

    /// <summary>Takes a task out of every inbox, also where its own row no longer says in which it stood.</summary>
    public static async ValueTask<bool> WithdrawAsync(RepairScope scope, string taskId, CancellationToken ct)
    {
        await scope.Tx.Command("DELETE FROM user_task_candidates WHERE task_id = @task").With("@task", taskId).ExecuteAsync(ct);
        return true;
    }

    /// <summary>Whether the instance's state, which is the truth, waits under that bookmark.</summary>
    private static async ValueTask<bool> IsAwaitedAsync(RepairScope scope, string instanceId, string bookmarkId, CancellationToken ct)
        => (scope.File?.InstanceId == instanceId ? scope.File : await CaseStore.LoadOfInstanceInTx(scope.Tx, instanceId, ct))?.State.Bookmarks.Any(waits => waits.Id == bookmarkId) == true;
}
