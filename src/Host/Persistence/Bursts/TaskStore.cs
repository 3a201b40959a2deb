using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Persistence.Statements;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>A task as the rules see it, with the step it stands for. Its id is its bookmark's.</summary>
internal sealed record StoredTask(UserTask Task, string InstanceId, string Association, InboxPlace Place, string ActivityId, string ActivityType, string? Clause)
{
    /// <summary>The form it opened with and that form's version; null without a form, and for a form nobody had when it opened.</summary>
    public (string Key, string Version)? Form { get; init; }

    /// <summary>What completed it; null while it is open, and for a completion nobody named.</summary>
    public NamedCompletion? Completion { get; init; }
}

/// <summary>A completion its caller named, so that the same one sent again is recognised.</summary>
internal sealed record NamedCompletion(string OperationId, string RequestHash, CaseStage CaseStage);

/// <summary>Tasks as the rules see them, and back. Candidate rows exist only while a task is available.</summary>
internal static class TaskStore
{
    private const string Columns = """
        t.id, t.case_id, t.status, t.assignee, t.claimed_at, t.candidate_roles, t.candidate_users, t.excluded_users, t.actions, t.revision, t.due_at,
        t.completed_by, t.action, t.completed_at, t.activity_id, t.activity_type, t.clause, t.association_key, t.priority, t.created_at,
        t.workflow_instance_id, t.operation_id, t.request_hash, t.case_stage, t.service, t.channel, t.form, t.form_version
        """;

    private const int ColumnCount = 28;

    /// <summary>A task and its case; null when there is no such task.</summary>
    public static ValueTask<(StoredTask Stored, CaseFile File)?> LoadInTx(CaseTransaction tx, string taskId, CancellationToken ct)
        => tx.Command($"""
            SELECT {Columns}, {CaseStore.FileColumns}
            FROM user_tasks t JOIN cases c ON c.id = t.case_id JOIN workflow_instances i ON i.id = t.workflow_instance_id
            WHERE t.workflow_instance_id = @instance AND t.id = @id {Locking.Case}
            """)
            .With("@instance", InstanceOf(taskId)).With("@id", taskId).FirstAsync(row => ((StoredTask, CaseFile)?)(Read(row), CaseStore.ReadFile(row, ColumnCount)), ct);

    /// <summary>The open task that holds a bookmark; null when there is none.</summary>
    public static ValueTask<StoredTask?> FindOpenInTx(CaseTransaction tx, string bookmarkId, CancellationToken ct)
        => tx.Command($"SELECT {Columns} FROM user_tasks t WHERE t.workflow_instance_id = @instance AND t.id = @id AND t.status IN ('Available', 'Claimed')")
            .With("@instance", InstanceOf(bookmarkId)).With("@id", bookmarkId).FirstAsync(Read, ct);

    /// <summary>Writes a new task and, when it is available, offers it.</summary>
    public static async ValueTask InsertInTx(CaseTransaction tx, UserTaskRow row, InboxOffer offer, CancellationToken ct)
    {
        await tx.Command($"""
            INSERT INTO user_tasks (workflow_instance_id, id, association_key, case_id, activity_id, activity_instance_id, activity_type,
                clause, title_ar, title_en, summary, instructions, reference, form, form_version, wording_ar, wording_en, tools, priority, candidate_roles, candidate_users, excluded_users,
                assignee, actions, status, due_at, escalate_to, revision, created_at, claimed_at, service, channel)
            VALUES (@instance, @id, @association, @case, @activity, @activityInstance, @type,
                @clause, @titleAr, @titleEn, @summary, @instructions, @reference, @form, ({FormStore.CurrentHash}), @wordingAr, @wordingEn, @tools, @priority, @roles, @users, @excluded,
                @assignee, @actions, @status, @due, @escalate, 0, @created, @claimed, @service, @channel)
            """)
            .With("@instance", row.WorkflowInstanceId).With("@id", row.Id).With("@association", row.AssociationKey).With("@case", row.CaseId)
            .With("@activity", row.ActivityId).With("@activityInstance", row.ActivityInstanceId)
            .With("@type", row.ActivityType).With("@clause", row.Clause).With("@titleAr", row.TitleAr).With("@titleEn", row.TitleEn)
            .With("@summary", row.Summary).With("@instructions", row.Instructions).With("@reference", row.Reference).With("@form", row.Form)
            .With("@wordingAr", row.WordingAr).With("@wordingEn", row.WordingEn).With("@tools", row.Tools)
            .With("@priority", row.Priority).With("@roles", row.CandidateRoles).With("@users", row.CandidateUsers).With("@excluded", row.ExcludedUsers)
            .With("@assignee", row.Assignee).With("@actions", row.Actions).With("@status", row.Status).With("@due", row.DueAt)
            .With("@escalate", row.EscalateTo).With("@created", row.CreatedAt).With("@claimed", row.ClaimedAt)
            .With("@service", row.Service).With("@channel", row.Channel)
            .WriteAsync(ct);
        if (row.Status == UserTaskStatus.Available)
        {
            await InboxStore.OfferInTx(tx, row.AssociationKey, row.Id, InboxPlace.Of(row.Priority, row.DueAt, row.CreatedAt, new(row.Service, row.Channel, row.ActivityType, row.ActivityId)), offer, ct);
        }
    }

    /// <summary>
    /// Writes what the rules decided about the task as it was read, and who sees it in the inbox from now on. When it has moved on meanwhile the
    /// unit of work is run again from fresh state.
    /// </summary>
    public static async ValueTask UpdateInTx(
        CaseTransaction tx, StoredTask stored, UserTask task, CancellationToken ct, string? reason = null, string? data = null, NamedCompletion? completion = null)
    {
        var before = stored.Task;
        await tx.Command("""
            UPDATE user_tasks SET status = @status, assignee = @assignee, claimed_at = @claimed, revision = @next, candidate_roles = @roles,
                completed_at = @completed, completed_by = @by, action = @action, reason = @reason, data = @data,
                operation_id = @operation, request_hash = @request, case_stage = @stage
            WHERE workflow_instance_id = @instance AND id = @id AND revision = @revision
            """)
            .With("@status", task.Status).With("@assignee", task.Assignee).With("@claimed", task.ClaimedAt).With("@next", task.Revision)
            .With("@roles", TaskJson.Write(task.CandidateRoles)).With("@completed", task.CompletedAt).With("@by", task.CompletedBy)
            .With("@action", task.Action).With("@reason", reason).With("@data", data)
            .With("@operation", completion?.OperationId).With("@request", completion?.RequestHash).With("@stage", completion?.CaseStage)
            .With("@instance", stored.InstanceId).With("@id", task.Id).With("@revision", before.Revision)
            .WriteOneAsync($"Task {task.Id}", ct);
        if (task.Status == UserTaskStatus.Completed)
        {
            await DraftStore.ForgetInTx(tx, stored, ct);
        }

        if (before.Status == UserTaskStatus.Available && task.Status != UserTaskStatus.Available)
        {
            await InboxStore.WithdrawInTx(tx, stored, ct);
        }
        else if (task.Status == UserTaskStatus.Available)
        {
            await InboxStore.OfferInTx(tx, stored.Association, task.Id, stored.Place, InboxOffer.Of(task), ct);
        }
    }

    /// <summary>Ends an open task whose step is over.</summary>
    public static async ValueTask CancelInTx(CaseTransaction tx, StoredTask open, CancellationToken ct)
    {
        await tx.Command("UPDATE user_tasks SET status = 'Cancelled', revision = revision + 1 WHERE workflow_instance_id = @instance AND id = @id")
            .With("@instance", open.InstanceId).With("@id", open.Task.Id).WriteAsync(ct);
        await DraftStore.ForgetInTx(tx, open, ct);
        if (open.Task.Status == UserTaskStatus.Available)
        {
            await InboxStore.WithdrawInTx(tx, open, ct);
        }
    }

    /// <summary>Lets an open task stand for a step of another name, in the inboxes too. Nothing when the bookmark is no open task's.</summary>
    public static async ValueTask MoveToStepInTx(CaseTransaction tx, string bookmarkId, string activityId, CancellationToken ct)
    {
        if (await FindOpenInTx(tx, bookmarkId, ct) is not { } open)
        {
            return;
        }

        await tx.Command("UPDATE user_tasks SET activity_id = @activity WHERE workflow_instance_id = @instance AND id = @id")
            .With("@activity", activityId).With("@instance", open.InstanceId).With("@id", bookmarkId).WriteAsync(ct);
        if (open.Task.Status == UserTaskStatus.Available)
        {
            await InboxStore.WithdrawInTx(tx, open, ct);
            await InboxStore.OfferInTx(tx, open.Association, bookmarkId, open.Place with { About = open.Place.About with { ActivityId = activityId } }, InboxOffer.Of(open.Task), ct);
        }
    }

    /// <summary>
    /// A bookmark's id, and so a task's, is its instance's, a dash and a number; a child instance's own id has dashes too. A text that is no such id gives
    /// itself, and finds nothing.
    /// </summary>
    public static string InstanceOf(string bookmarkId) => bookmarkId.LastIndexOf('-') is > 0 and var dash ? bookmarkId[..dash] : bookmarkId;

    private static StoredTask Read(Columns row)
    {
        var task = new UserTask
        {
            Id = row.Text(0),
            CaseId = row.Text(1),
            Status = row.Word<UserTaskStatus>(2),
            Assignee = row.TextOrNull(3),
            ClaimedAt = row.InstantOrNull(4),
            CandidateRoles = TaskJson.Read<string>(row.Text(5)),
            CandidateUsers = TaskJson.Read<string>(row.Text(6)),
            ExcludedUsers = TaskJson.Read<string>(row.Text(7)),
            Actions = TaskJson.Read<TaskAction>(row.Text(8)),
            Revision = row.Int(9),
            DueAt = row.InstantOrNull(10),
            CompletedBy = row.TextOrNull(11),
            Action = row.TextOrNull(12),
            CompletedAt = row.InstantOrNull(13),
        };
        var place = InboxPlace.Of(row.Int(18), task.DueAt, row.Instant(19), new(row.TextOrNull(24), row.TextOrNull(25), row.Text(15), row.Text(14)));
        return new(task, row.Text(20), row.Text(17), place, row.Text(14), row.Text(15), row.TextOrNull(16))
        {
            Form = row.IsNull(27) ? null : (row.Text(26), row.Text(27)),
            Completion = row.IsNull(21) ? null : new(row.Text(21), row.Text(22), row.Word<CaseStage>(23)),
        };
    }
}
