using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Bookmarks. One that has a due time is a timer.</summary>
internal static class BookmarkStore
{
    public static async ValueTask InsertInTx(CaseTransaction tx, string instanceId, Bookmark bookmark, string? correlationId, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO bookmarks (workflow_instance_id, activity_instance_id, hash, id, activity_id, name, payload, correlation_id, created_at, due_at, next_attempt_at, attempts)
            VALUES (@instance, @activityInstance, @hash, @id, @activity, @name, @payload, @correlation, @created, @due, @due, 0)
            """)
            .With("@instance", instanceId).With("@activityInstance", bookmark.ActivityInstanceId).With("@hash", bookmark.Hash)
            .With("@id", bookmark.Id).With("@activity", bookmark.ActivityId).With("@name", bookmark.Name)
            .With("@payload", bookmark.Payload?.ToJsonString()).With("@correlation", correlationId).With("@created", bookmark.CreatedAt)
            .With("@due", bookmark.DueAt)
            .WriteAsync(ct);

    public static async ValueTask DeleteInTx(CaseTransaction tx, string instanceId, string bookmarkId, CancellationToken ct)
        => await tx.Command("DELETE FROM bookmarks WHERE workflow_instance_id = @instance AND id = @id").With("@instance", instanceId).With("@id", bookmarkId).WriteAsync(ct);

    /// <summary>Puts a timer off that could not be carried out.</summary>
    public static async ValueTask PostponeInTx(CaseTransaction tx, string instanceId, string bookmarkId, DateTimeOffset next, string error, CancellationToken ct)
        => await tx.Command("""
            UPDATE bookmarks SET attempts = attempts + 1, next_attempt_at = @next, last_error = @error WHERE workflow_instance_id = @instance AND id = @id
            """)
            .With("@next", next).With("@error", error).With("@instance", instanceId).With("@id", bookmarkId).WriteAsync(ct);

    /// <summary>Bookmarks a stimulus of that hash resumes, oldest first; narrowed by instance or correlation id when given.</summary>
    public static ValueTask<List<(string BookmarkId, string InstanceId)>> FindInTx(
        CaseTransaction tx, string association, string hash, string? correlationId, string? instanceId, CancellationToken ct)
        => tx.Command("""
            SELECT b.id, b.workflow_instance_id FROM bookmarks b JOIN workflow_instances i ON i.id = b.workflow_instance_id
            WHERE b.hash = @hash AND b.name <> 'CaseWorkflows.UserTask' AND i.association_key = @association
                AND (@correlation IS NULL OR b.correlation_id = @correlation) AND (@instance IS NULL OR b.workflow_instance_id = @instance)
            ORDER BY b.created_at, b.id
            """)
            .With("@hash", hash).With("@association", association).With("@correlation", correlationId).With("@instance", instanceId)
            .AllAsync(row => (row.Text(0), row.Text(1)), ct);
}
