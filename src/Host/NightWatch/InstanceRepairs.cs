using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.NightWatch;

internal static class InstanceRepairs
{
    /// <summary>Makes the rows say what the state says, which for an instance that is over, or gone, is nothing. Rows that agree keep their attempts.</summary>
    public static async ValueTask<bool> RebuildBookmarksAsync(RepairScope scope, string instanceId, CancellationToken ct)
    {
        // An instance beside the case's procedure, or one without a case, is not the one in the scope.
        var state = (scope.File?.InstanceId == instanceId ? scope.File : await CaseStore.LoadOfInstanceInTx(scope.Tx, instanceId, ct))?.State;
        var wanted = (state?.Bookmarks ?? []).ToDictionary(BookmarkSketch.Of);
        var stored = await scope.Tx.Command("SELECT id, activity_instance_id, hash, due_at FROM bookmarks WHERE workflow_instance_id = @instance")
            .With("@instance", instanceId)
            .AllAsync(row => new BookmarkSketch(row.Text(0), row.Text(1), row.Text(2), row.IsNull(3) ? null : row.Number(3)), ct);
        foreach (var row in stored.Where(row => !wanted.ContainsKey(row)))
        {
            await scope.Tx.Command("DELETE FROM bookmarks WHERE workflow_instance_id = @instance AND activity_instance_id = @activity AND hash = @hash")
                .With("@instance", instanceId).With("@activity", row.ActivityInstanceId).With("@hash", row.Hash).ExecuteAsync(ct);
        }

        foreach (var bookmark in wanted.Where(pair => !stored.Contains(pair.Key)).Select(pair => pair.Value))
        {
            await BookmarkStore.InsertInTx(scope.Tx, instanceId, bookmark, state!.CorrelationId, ct);
        }

        return true;
    }

    /// <summary>Due at once; it is fired after the unit of work.</summary>
    public static async ValueTask<bool> WakeTimerAsync(RepairScope scope, string bookmarkId, CancellationToken ct)
        => await scope.Tx.Command("UPDATE bookmarks SET next_attempt_at = @now WHERE workflow_instance_id = @instance AND id = @id")
                .With("@now", scope.Now).With("@instance", TaskStore.InstanceOf(bookmarkId)).With("@id", bookmarkId).ExecuteAsync(ct) == 1;
}
