using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Bookmarks. One that has a due time is a timer.</summary>
internal static class BookmarkStore
{
    public static async ValueTask InsertInTx(CaseTransaction tx, string instanceId, Bookmark bookmark, string? correlationId, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO bookmarks (id, workflow_instance_id, activity_id, activity_instance_id, name, hash, payload, correlation_id, created_at, due_at, next_attempt_at, attempts)
            VALUES (@id, @instance, @activity, @activityInstance, @name, @hash, @payload, @correlation, @created, @due, @due, 0)
            """)
            .With("@id", bookmark.Id).With("@instance", instanceId).With("@activity", bookmark.ActivityId)
            .With("@activityInstance", bookmark.ActivityInstanceId).With("@name", bookmark.Name).With("@hash", bookmark.Hash)
            .With("@payload", bookmark.Payload?.ToJsonString()).With("@correlation", correlationId).With("@created", bookmark.CreatedAt)
            .With("@due", bookmark.DueAt)
            .ExecuteAsync(ct);

    public static async ValueTask DeleteInTx(CaseTransaction tx, string bookmarkId, CancellationToken ct)
        => await tx.Command("DELETE FROM bookmarks WHERE id = @id").With("@id", bookmarkId).ExecuteAsync(ct);

    /// <summary>Puts a timer off that could not be carried out.</summary>
    public static async ValueTask PostponeInTx(CaseTransaction tx, string bookmarkId, DateTimeOffset next, string error, CancellationToken ct)
        => await tx.Command("UPDATE bookmarks SET attempts = attempts + 1, next_attempt_at = @next, last_error = @error WHERE id = @id")
            .With("@next", next).With("@error", error).With("@id", bookmarkId).ExecuteAsync(ct);

    /// <summary>Bookmarks a stimulus of that hash resumes, oldest first; narrowed by instance or correlation id when given.</summary>
    public static ValueTask<List<(string BookmarkId, string InstanceId)>> FindInTx(
        CaseTransaction tx, string association, string hash, string? correlationId, string? instanceId, CancellationToken ct)
        => tx.Command("""
            SELECT b.id, b.workflow_instance_id FROM bookmarks b JOIN workflow_instances i ON i.id = b.workflow_instance_id
            WHERE b.hash = @hash AND i.association_key = @association
                AND (@correlation IS NULL OR b.correlation_id = @correlation) AND (@instance IS NULL OR b.workflow_instance_id = @instance)
            ORDER BY b.created_at, b.id
            """)
            .With("@hash", hash).With("@association", association).With("@correlation", correlationId).With("@instance", instanceId)
            .AllAsync(row => (row.Text(0), row.Text(1)), ct);
}
