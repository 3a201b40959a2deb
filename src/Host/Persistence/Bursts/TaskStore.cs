using System.Data.Common;
using System.Text.Json;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>A task with the workflow it belongs to.</summary>
internal sealed record StoredTask(
    UserTask Task, string Association, string InstanceId, string BookmarkId, string ActivityId, string ActivityType, string? Clause, string DefinitionVersion);

/// <summary>Tasks as the rules see them, and back. Candidate rows exist only while a task is open.</summary>
internal static class TaskStore
{
    private const string Select = """
        SELECT t.id, t.case_id, t.status, t.assignee, t.claimed_at, t.candidate_roles, t.candidate_users, t.excluded_users, t.actions, t.revision, t.due_at,
            t.completed_by, t.action, t.completed_at, t.association_key, t.workflow_instance_id, t.bookmark_id, t.activity_id, t.activity_type, t.clause,
            i.definition_version_id
        FROM user_tasks t JOIN workflow_instances i ON i.id = t.workflow_instance_id

        """;

    public static Task<StoredTask?> LoadInTx(CaseTransaction tx, string taskId, CancellationToken ct)
        => ReadAsync(tx.Command(Select + "WHERE t.id = @id").With("@id", taskId), ct);

    public static async Task InsertInTx(CaseTransaction tx, UserTaskRow row, CancellationToken ct)
    {
        await tx.Command("""
            INSERT INTO user_tasks (id, association_key, case_id, workflow_instance_id, bookmark_id, activity_id, activity_instance_id, activity_type,
                clause, title_ar, title_en, summary, instructions, reference, form, wording_ar, wording_en, tools, priority, candidate_roles, candidate_users, excluded_users,
                assignee, actions, status, due_at, escalate_to, revision, created_at, claimed_at)
            VALUES (@id, @association, @case, @instance, @bookmark, @activity, @activityInstance, @type,
                @clause, @titleAr, @titleEn, @summary, @instructions, @reference, @form, @wordingAr, @wordingEn, @tools, @priority, @roles, @users, @excluded,
                @assignee, @actions, @status, @due, @escalate, 0, @created, @claimed)
            """)
            .With("@id", row.Id).With("@association", row.AssociationKey).With("@case", row.CaseId).With("@instance", row.WorkflowInstanceId)
            .With("@bookmark", row.BookmarkId).With("@activity", row.ActivityId).With("@activityInstance", row.ActivityInstanceId)
            .With("@type", row.ActivityType).With("@clause", row.Clause).With("@titleAr", row.TitleAr).With("@titleEn", row.TitleEn)
            .With("@summary", row.Summary).With("@instructions", row.Instructions).With("@reference", row.Reference).With("@form", row.Form)
            .With("@wordingAr", row.WordingAr).With("@wordingEn", row.WordingEn).With("@tools", row.Tools)
            .With("@priority", row.Priority).With("@roles", row.CandidateRoles).With("@users", row.CandidateUsers).With("@excluded", row.ExcludedUsers)
            .With("@assignee", row.Assignee).With("@actions", row.Actions).With("@status", row.Status).With("@due", row.DueAt)
            .With("@escalate", row.EscalateTo).With("@created", row.CreatedAt).With("@claimed", row.ClaimedAt)
            .ExecuteNonQueryAsync(ct);
        foreach (var role in TaskJson.Read<string[]>(row.CandidateRoles))
        {
            await AddCandidateInTx(tx, row.Id, row.AssociationKey, TaskCandidateRow.RoleKind, role, ct);
        }

        foreach (var user in TaskJson.Read<string[]>(row.CandidateUsers))
        {
            await AddCandidateInTx(tx, row.Id, row.AssociationKey, TaskCandidateRow.UserKind, user, ct);
        }
    }

    /// <summary>Writes what the rules decided about the task as it was read. When it has moved on meanwhile the unit of work is run again from fresh state.</summary>
    public static async Task UpdateInTx(CaseTransaction tx, UserTask task, int revision, string? reason, string? data, CancellationToken ct)
    {
        var written = await tx.Command("""
            UPDATE user_tasks SET status = @status, assignee = @assignee, claimed_at = @claimed, revision = @next, candidate_roles = @roles,
                completed_at = @completed, completed_by = @by, action = @action, reason = @reason, data = @data
            WHERE id = @id AND revision = @revision
            """)
            .With("@id", task.Id).With("@revision", revision).With("@next", task.Revision).With("@status", task.Status).With("@assignee", task.Assignee)
            .With("@claimed", task.ClaimedAt).With("@roles", TaskJson.Write(task.CandidateRoles)).With("@completed", task.CompletedAt)
            .With("@by", task.CompletedBy).With("@action", task.Action).With("@reason", reason).With("@data", data)
            .ExecuteNonQueryAsync(ct) == 1;
        if (!written)
        {
            throw new RevisionConflictException($"Task {task.Id}");
        }

        if (task.Status is UserTaskStatus.Completed)
        {
            await DropCandidatesInTx(tx, task.Id, ct);
        }
    }

    /// <summary>The open task that holds a bookmark; null when there is none.</summary>
    public static Task<StoredTask?> FindOpenByBookmarkInTx(CaseTransaction tx, string bookmarkId, CancellationToken ct)
        => ReadAsync(tx.Command(Select + "WHERE t.bookmark_id = @bookmark AND t.status IN ('Available', 'Claimed')").With("@bookmark", bookmarkId), ct);

    /// <summary>Ends an open task whose step is over, and tells which. Null when none was open.</summary>
    public static async Task<StoredTask?> CancelIfOpenInTx(CaseTransaction tx, string bookmarkId, CancellationToken ct)
    {
        if (await FindOpenByBookmarkInTx(tx, bookmarkId, ct) is not { } open)
        {
            return null;
        }

        await tx.Command("UPDATE user_tasks SET status = 'Cancelled', revision = revision + 1 WHERE id = @id").With("@id", open.Task.Id).ExecuteNonQueryAsync(ct);
        await DropCandidatesInTx(tx, open.Task.Id, ct);
        return open;
    }

    public static Task AddCandidateInTx(CaseTransaction tx, string taskId, string association, string kind, string value, CancellationToken ct)
        => tx.Command("INSERT INTO user_task_candidates (task_id, association_key, kind, value) VALUES (@task, @association, @kind, @value) ON CONFLICT DO NOTHING")
            .With("@task", taskId).With("@association", association).With("@kind", kind).With("@value", value)
            .ExecuteNonQueryAsync(ct);

    private static Task DropCandidatesInTx(CaseTransaction tx, string taskId, CancellationToken ct)
        => tx.Command("DELETE FROM user_task_candidates WHERE task_id = @task").With("@task", taskId).ExecuteNonQueryAsync(ct);

    private static async Task<StoredTask?> ReadAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? Read(reader) : null;
    }

    private static StoredTask Read(DbDataReader row)
    {
        var task = new UserTask
        {
            Id = row.GetString(0),
            CaseId = row.GetString(1),
            Status = Enum.Parse<UserTaskStatus>(row.GetString(2)),
            Assignee = Text(row, 3),
            ClaimedAt = Instant(row, 4),
            CandidateRoles = TaskJson.Read<string[]>(row.GetString(5)),
            CandidateUsers = TaskJson.Read<string[]>(row.GetString(6)),
            ExcludedUsers = TaskJson.Read<string[]>(row.GetString(7)),
            Actions = TaskJson.Read<TaskAction[]>(row.GetString(8)),
            Revision = row.GetInt32(9),
            DueAt = Instant(row, 10),
            CompletedBy = Text(row, 11),
            Action = Text(row, 12),
            CompletedAt = Instant(row, 13),
        };
        return new(task, row.GetString(14), row.GetString(15), row.GetString(16), row.GetString(17), row.GetString(18), Text(row, 19), row.GetString(20));
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(DbDataReader row, int column)
        => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}

/// <summary>The JSON inside task columns.</summary>
internal static class TaskJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options) ?? throw new JsonException("A task column holds null.");
}
