using CaseWorkflows.Activities.Effects;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Committees;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Tasks;

/// <summary>What a burst does to tasks: opens, reminds, escalates.</summary>
internal static class OpenedTasks
{
    public static async Task OpenInTx(Burst burst, TaskOpened opened, CancellationToken ct)
    {
        var words = burst.Association.Profile.Words;
        var title = words.Fill(opened.Title);
        var wording = opened.Wording is { } said ? words.Fill(said) : null;
        var seats = await OpenedSittings.OpenInTx(burst, opened, ct);

        // What a committee votes on is offered to its members one by one, is nobody's own, and keeps its floor by holding the decision back.
        var people = seats is null ? opened.CandidateUsers : [.. seats.Select(member => member.Id)];
        var assignee = seats is null ? opened.Assignee : null;
        await TaskStore.InsertInTx(burst.Tx, new UserTaskRow
        {
            Id = opened.BookmarkId,
            AssociationKey = burst.Association.Key,
            CaseId = burst.File.Id,
            Service = burst.File.Service,
            Channel = burst.File.Channel,
            WorkflowInstanceId = burst.File.InstanceId,
            ActivityId = opened.Origin.ActivityId,
            ActivityInstanceId = opened.Origin.ActivityInstanceId,
            ActivityType = opened.Origin.ActivityType,
            Clause = opened.Origin.Clause,
            TitleAr = title.Arabic,
            TitleEn = title.English,
            Summary = opened.Summary,
            Instructions = opened.Instructions,
            Reference = opened.Reference,
            Form = opened.Form,
            WordingAr = wording?.Arabic,
            WordingEn = wording?.English,
            Tools = TaskJson.Write(opened.Tools),
            Priority = opened.Priority,
            CandidateRoles = TaskJson.Write(opened.CandidateRoles),
            CandidateUsers = TaskJson.Write(people),
            ExcludedUsers = TaskJson.Write(opened.ExcludedUsers),
            Assignee = assignee,
            Actions = TaskJson.Write(seats is null ? opened.Actions : [.. opened.Actions.Select(action => action with { NotBefore = null })]),
            Status = assignee is null ? UserTaskStatus.Available : UserTaskStatus.Claimed,
            DueAt = opened.DueAt,
            EscalateTo = opened.EscalateTo,
            CreatedAt = burst.Now,
            ClaimedAt = assignee is null ? null : burst.Now,
        }, new InboxOffer(seats is null ? opened.CandidateRoles : [], people, opened.ExcludedUsers), ct);
        var condition = new TaskCondition(assignee is null ? UserTaskStatus.Available : UserTaskStatus.Claimed, assignee, null, opened.DueAt, opened.CandidateRoles);
        await burst.RecordAsync(EffectApplier.Of(burst, opened, "TaskOpened") with { Data = new TaskMove(opened.BookmarkId, condition, null).Into(null).ToJsonString() }, ct);
    }

    public static async Task<bool> RemindInTx(Burst burst, TaskReminded reminded, CancellationToken ct)
    {
        if (await TaskStore.FindOpenInTx(burst.Tx, reminded.BookmarkId, ct) is not { } open)
        {
            return false;
        }

        await burst.RecordAsync(EffectApplier.Of(burst, reminded, "TaskReminded"), ct);
        await NotifyStaffInTx(burst, open, "task-reminder", ct);
        return true;
    }

    public static async Task<bool> EscalateInTx(Burst burst, TaskEscalated escalated, CancellationToken ct)
    {
        if (await TaskStore.FindOpenInTx(burst.Tx, escalated.BookmarkId, ct) is not { } open)
        {
            return false;
        }

        // A further role is told that the committee is late, and has no vote for it.
        var now = open.Task;
        if (escalated.Origin.ActivityType != CommitteeActs.StepType || !await SittingStore.ExistsInTx(burst.Tx, open.Task.Id, ct))
        {
            now = open.Task with { CandidateRoles = [.. open.Task.CandidateRoles.Append(escalated.ToRole).Distinct(StringComparer.Ordinal)], Revision = open.Task.Revision + 1 };
            await TaskStore.UpdateInTx(burst.Tx, open, now, ct);
        }

        await burst.RecordAsync(EffectApplier.Of(burst, escalated, "TaskEscalated") with
        {
            Data = TaskMove.Of(open.Task, now).Into(new() { ["toRole"] = escalated.ToRole }).ToJsonString(),
        }, ct);
        await NotifyStaffInTx(burst, open, "task-escalation", ct);
        return true;
    }

    private static ValueTask NotifyStaffInTx(Burst burst, StoredTask task, string kind, CancellationToken ct)
        => OutboxStore.InsertInTx(burst.Tx, StaffNotice.Of(burst, task, kind), burst.Now, ct);
}
