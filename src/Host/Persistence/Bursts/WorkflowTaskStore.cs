using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.WorkflowTasks;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Tasks that workflows ask of programs.</summary>
internal static class WorkflowTaskStore
{
    /// <summary>Shows the task to programs, unless its workflow has stopped waiting for it meanwhile. The second time does nothing.</summary>
    public static async ValueTask OfferInTx(CaseTransaction tx, OutboxRow row, WorkflowTaskMessage task, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO workflow_tasks (id, association_key, case_id, workflow_instance_id, bookmark_id, name, payload, created_at)
            SELECT @id, @association, @case, @instance, @bookmark, @name, @payload, @created
            WHERE EXISTS (SELECT 1 FROM bookmarks WHERE workflow_instance_id = @instance AND id = @bookmark)
            ON CONFLICT (id) DO NOTHING
            """)
            .With("@id", task.TaskId).With("@association", row.AssociationKey).With("@case", row.CaseId).With("@instance", task.InstanceId)
            .With("@bookmark", task.BookmarkId).With("@name", task.Name).With("@payload", task.Payload?.ToJsonString()).With("@created", row.CreatedAt)
            .WriteAsync(ct);

    /// <summary>Takes the task away from programs. One that was not shown yet will not be.</summary>
    public static async ValueTask CloseInTx(CaseTransaction tx, Bookmark waited, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("UPDATE workflow_tasks SET closed_at = @now WHERE id = @id AND closed_at IS NULL")
            .With("@now", now).With("@id", (string?)waited.Payload?["TaskId"]).WriteAsync(ct);
}
