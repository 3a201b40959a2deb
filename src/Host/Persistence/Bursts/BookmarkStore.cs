using CaseWorkflows.Engine.State;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Bookmarks and the timers among them. A bookmark that goes takes its timer along.</summary>
internal static class BookmarkStore
{
    public static async Task InsertInTx(CaseTransaction tx, string instanceId, Bookmark bookmark, string? correlationId, CancellationToken ct)
    {
        await tx.Command("""
            INSERT INTO bookmarks (id, workflow_instance_id, activity_id, activity_instance_id, name, hash, payload, correlation_id, created_at)
            VALUES (@id, @instance, @activity, @activityInstance, @name, @hash, @payload, @correlation, @created)
            """)
            .With("@id", bookmark.Id).With("@instance", instanceId).With("@activity", bookmark.ActivityId)
            .With("@activityInstance", bookmark.ActivityInstanceId).With("@name", bookmark.Name).With("@hash", bookmark.Hash)
            .With("@payload", bookmark.Payload?.ToJsonString()).With("@correlation", correlationId).With("@created", bookmark.CreatedAt)
            .ExecuteNonQueryAsync(ct);
        if (bookmark.DueAt is { } due)
        {
            await tx.Command("INSERT INTO timers (bookmark_id, workflow_instance_id, due_at, next_attempt_at, attempts) VALUES (@id, @instance, @due, @due, 0)")
                .With("@id", bookmark.Id).With("@instance", instanceId).With("@due", due)
                .ExecuteNonQueryAsync(ct);
        }
    }

    public static async Task DeleteInTx(CaseTransaction tx, string bookmarkId, CancellationToken ct)
    {
        await tx.Command("DELETE FROM bookmarks WHERE id = @id").With("@id", bookmarkId).ExecuteNonQueryAsync(ct);
        await tx.Command("DELETE FROM timers WHERE bookmark_id = @id").With("@id", bookmarkId).ExecuteNonQueryAsync(ct);
    }

    /// <summary>Bookmarks a stimulus of that hash resumes, oldest first; narrowed by instance or correlation id when given.</summary>
    public static async Task<IReadOnlyList<(string BookmarkId, string InstanceId)>> FindInTx(
        CaseTransaction tx, string association, string hash, string? correlationId, string? instanceId, CancellationToken ct)
    {
        var command = tx.Command("""
            SELECT b.id, b.workflow_instance_id FROM bookmarks b JOIN workflow_instances i ON i.id = b.workflow_instance_id
            WHERE b.hash = @hash AND i.association_key = @association
                AND (@correlation IS NULL OR b.correlation_id = @correlation) AND (@instance IS NULL OR b.workflow_instance_id = @instance)
            ORDER BY b.created_at, b.id
            """).With("@hash", hash).With("@association", association).With("@correlation", correlationId).With("@instance", instanceId);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var found = new List<(string, string)>();
        while (await reader.ReadAsync(ct))
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found;
    }
}
