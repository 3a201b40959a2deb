using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Committees;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Sittings of committees. Whoever writes here has the case in hand, so that votes on one case come one after the other.</summary>
internal static class SittingStore
{
    private static readonly string Roles = $"('{Role.CommitteeMember.Key}', '{Role.CommitteeChair.Key}')";

    private static readonly string Holders = $"""
        SELECT r.user_id, max(CASE WHEN r.role = '{Role.CommitteeChair.Key}' THEN 1 ELSE 0 END)
        FROM staff_roles r JOIN staff_members s ON s.id = r.user_id WHERE r.association_key = @association AND r.role IN {Roles} AND s.disabled_at IS NULL GROUP BY r.user_id, s.user_name ORDER BY s.user_name
        """;

    private static readonly string Members = $"""
        SELECT m.user_id,
            CASE WHEN m.is_chair AND (v.member_id IS NOT NULL OR EXISTS (
                SELECT 1 FROM staff_roles r WHERE r.user_id = m.user_id AND r.association_key = @association AND r.role = '{Role.CommitteeChair.Key}')) THEN 1 ELSE 0 END,
            CASE WHEN EXISTS (
                SELECT 1 FROM staff_roles r JOIN staff_members s ON s.id = r.user_id
                WHERE r.user_id = m.user_id AND r.association_key = @association AND r.role IN {Roles} AND s.disabled_at IS NULL) THEN 1 ELSE 0 END
        FROM committee_members m LEFT JOIN committee_votes v ON v.task_id = m.task_id AND v.round = m.round AND v.member_id = m.user_id
        WHERE m.task_id = @task AND m.round = @round ORDER BY m.user_id
        """;

    /// <summary>Who holds the committee's role at this moment, by id.</summary>
    public static async ValueTask<IReadOnlyList<CommitteeMember>> HoldersInTx(CaseTransaction tx, string association, CancellationToken ct)
        => await tx.Command(Holders).With("@association", association).AllAsync(row => new CommitteeMember(row.Text(0), row.Int(1) == 1), ct);

    /// <summary>True when a committee votes on the task.</summary>
    public static async ValueTask<bool> ExistsInTx(CaseTransaction tx, string taskId, CancellationToken ct)
        => await tx.Command("SELECT 1 FROM committee_sittings WHERE task_id = @task").With("@task", taskId).FirstAsync(row => row.Int(0) == 1, ct);

    public static async ValueTask InsertInTx(CaseTransaction tx, SittingRow row, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO committee_sittings (task_id, workflow_instance_id, activity_instance_id, association_key, case_id, committee_key, rules, secret, round,
                opened_at, releasable_at, counted_from, counted_from_at, minimum_period, working_days)
            VALUES (@task, @instance, @activity, @association, @case, @committee, @rules, @secret = 1, @round,
                @opened, @releasable, @from, @fromAt, @period, @working = 1)
            """)
            .With("@task", row.TaskId).With("@instance", row.WorkflowInstanceId).With("@activity", row.ActivityInstanceId).With("@association", row.AssociationKey)
            .With("@case", row.CaseId).With("@committee", row.CommitteeKey).With("@rules", row.Rules).With("@secret", row.Secret ? 1 : 0).With("@round", row.Round)
            .With("@opened", row.OpenedAt).With("@releasable", row.ReleasableAt).With("@from", row.CountedFrom).With("@fromAt", row.CountedFromAt)
            .With("@period", row.MinimumPeriod).With("@working", row.WorkingDays ? 1 : 0)
            .WriteAsync(ct);

    /// <summary>Seats the members of a round and, for a secret ballot, puts up its box.</summary>
    public static async ValueTask SeatInTx(CaseTransaction tx, string taskId, int round, bool secret, IEnumerable<CommitteeMember> members, CancellationToken ct)
    {
        foreach (var member in members)
        {
            await tx.Command("INSERT INTO committee_members (task_id, round, user_id, is_chair) VALUES (@task, @round, @user, @chair = 1)")
                .With("@task", taskId).With("@round", round).With("@user", member.Id).With("@chair", member.IsChair ? 1 : 0).WriteAsync(ct);
        }

        if (secret)
        {
            await tx.Command("INSERT INTO committee_ballot_boxes (task_id, round, box) VALUES (@task, @round, @box)")
                .With("@task", taskId).With("@round", round).With("@box", BallotBox.Empty).WriteAsync(ct);
        }
    }

    /// <summary>The sitting on a task as it stands; null when nobody votes on it.</summary>
    /// <param name="tx">The unit of work.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="association">Whose.</param>
    /// <param name="ct">Gives up waiting.</param>
    /// <param name="stillSeated">A member who is taken to hold the role, whatever became of it; null for none.</param>
    public static async ValueTask<StoredSitting?> FindInTx(CaseTransaction tx, string taskId, string association, CancellationToken ct, string? stillSeated = null)
    {
        var head = await tx.Command("SELECT committee_key, rules, round, CASE WHEN closed_at IS NULL THEN 0 ELSE 1 END FROM committee_sittings WHERE task_id = @task")
            .With("@task", taskId).FirstAsync(row => new SittingFacts(taskId, row.Text(0), row.Text(1), row.Int(2), row.Int(3) == 1), ct);
        if (head is null)
        {
            return null;
        }

        return StoredSitting.Of(head with
        {
            Members = await tx.Command(Members).With("@association", association).With("@task", taskId).With("@round", head.Round)
                .AllAsync(row => new SeatFact(row.Text(0), row.Int(1) == 1, row.Int(2) == 1 || row.Text(0) == stillSeated), ct),
            Voters = await tx.Command("SELECT member_id, at, choice, reason FROM committee_votes WHERE task_id = @task AND round = @round ORDER BY member_id")
                .With("@task", taskId).With("@round", head.Round)
                .AllAsync(row => new VoteFact(row.Text(0), row.Instant(1), row.IsNull(2) ? null : row.Word<VoteChoice>(2), row.TextOrNull(3)), ct),
            Recusals = await tx.Command("SELECT member_id, reason, by_id, at FROM committee_recusals WHERE task_id = @task ORDER BY member_id")
                .With("@task", taskId).AllAsync(row => new Recusal(row.Text(0), row.Text(1), row.Text(2), row.Instant(3)), ct),
            Box = BallotBox.Read(await tx.Command("SELECT box FROM committee_ballot_boxes WHERE task_id = @task AND round = @round")
                .With("@task", taskId).With("@round", head.Round).FirstAsync(row => row.Text(0), ct) ?? BallotBox.Empty),
        });
    }

    /// <summary>Writes a vote. Of a secret one the row says only that there is one; what it says goes into the box.</summary>
    public static async ValueTask VoteInTx(CaseTransaction tx, StoredSitting sitting, Vote vote, CancellationToken ct)
    {
        var secret = sitting.State.Rules.Secret;
        await tx.Command("INSERT INTO committee_votes (task_id, round, member_id, at, choice, reason) VALUES (@task, @round, @member, @at, @choice, @reason)")
            .With("@task", sitting.TaskId).With("@round", sitting.Round).With("@member", vote.Member).With("@at", vote.At)
            .With("@choice", secret ? (VoteChoice?)null : vote.Choice).With("@reason", secret ? null : vote.Reason)
            .WriteAsync(ct);
        if (secret)
        {
            var byChair = sitting.State.Rules.NeedsChairsChoice && sitting.State.Members.Any(member => member.IsChair && member.Id == vote.Member);
            await tx.Command("UPDATE committee_ballot_boxes SET box = @box WHERE task_id = @task AND round = @round")
                .With("@box", BallotBox.Write([.. sitting.Box, new Ballot(vote.Choice, byChair, vote.Reason)])).With("@task", sitting.TaskId).With("@round", sitting.Round)
                .WriteOneAsync($"Ballot box of {sitting.TaskId}", ct);
        }
    }

    public static ValueTask RecuseInTx(CaseTransaction tx, string taskId, Recusal recusal, CancellationToken ct)
        => tx.Command("INSERT INTO committee_recusals (task_id, member_id, reason, by_id, at) VALUES (@task, @member, @reason, @by, @at)")
            .With("@task", taskId).With("@member", recusal.Member).With("@reason", recusal.Reason).With("@by", recusal.By).With("@at", recusal.At).WriteAsync(ct);

    public static ValueTask CloseInTx(CaseTransaction tx, StoredSitting sitting, string by, DateTimeOffset now, CancellationToken ct)
        => tx.Command("UPDATE committee_sittings SET closed_at = @now, closed_by = @by WHERE task_id = @task AND round = @round AND closed_at IS NULL")
            .With("@now", now).With("@by", by).With("@task", sitting.TaskId).With("@round", sitting.Round).WriteOneAsync($"Sitting on {sitting.TaskId}", ct);

    /// <summary>Begins another round; its members are still to be seated.</summary>
    public static ValueTask BeginRoundInTx(CaseTransaction tx, StoredSitting sitting, CancellationToken ct)
        => tx.Command("UPDATE committee_sittings SET round = @next, closed_at = NULL, closed_by = NULL WHERE task_id = @task AND round = @round AND decided_at IS NULL")
            .With("@next", sitting.Round + 1).With("@task", sitting.TaskId).With("@round", sitting.Round).WriteOneAsync($"Sitting on {sitting.TaskId}", ct);

    /// <summary>The people a task is for from now on, for whoever takes it out of the inboxes.</summary>
    public static ValueTask OfferInsteadInTx(CaseTransaction tx, StoredTask stored, IReadOnlyCollection<string> people, CancellationToken ct)
        => tx.Command("UPDATE user_tasks SET candidate_users = @users WHERE workflow_instance_id = @instance AND id = @task")
            .With("@users", TaskJson.Write(people)).With("@instance", stored.InstanceId).With("@task", stored.Task.Id).WriteOneAsync($"Task {stored.Task.Id}", ct);

    public static ValueTask DecideInTx(
        CaseTransaction tx, StoredSitting sitting, CommitteeDecision.Decided decided, string tally, string? reason, string by, DateTimeOffset now, CancellationToken ct)
        => tx.Command("""
            UPDATE committee_sittings SET decided_at = @now, decision = @decision, ground = @ground, tally = @tally, reason = @reason, completed_by = @by
            WHERE task_id = @task AND round = @round AND decided_at IS NULL
            """)
            .With("@now", now).With("@decision", decided.Answer).With("@ground", decided.Why).With("@tally", tally).With("@reason", reason).With("@by", by)
            .With("@task", sitting.TaskId).With("@round", sitting.Round).WriteOneAsync($"Sitting on {sitting.TaskId}", ct);

    public static ValueTask SayInTx(CaseTransaction tx, DiscussionRow row, CancellationToken ct)
        => tx.Command("INSERT INTO committee_discussion (id, task_id, author_id, text, at) VALUES (@id, @task, @author, @text, @at)")
            .With("@id", row.Id).With("@task", row.TaskId).With("@author", row.AuthorId).With("@text", row.Text).With("@at", row.At).WriteAsync(ct);

    /// <summary>True once the decision has left the house.</summary>
    public static async ValueTask<bool> IsReleasedInTx(CaseTransaction tx, string taskId, CancellationToken ct)
        => await tx.Command("SELECT 1 FROM committee_sittings WHERE task_id = @task AND released_at IS NOT NULL").With("@task", taskId).FirstAsync(row => row.Int(0) == 1, ct);

    /// <summary>
    /// The decision has left the house: from now on the task says what it was. Gives that task and what it says; null, and nothing done, where one person decided, and the second time.
    /// </summary>
    public static async ValueTask<(string Task, string Decision)?> ReleaseInTx(CaseTransaction tx, string instanceId, string activityInstanceId, DateTimeOffset now, CancellationToken ct)
    {
        var held = await tx.Command("""
            SELECT task_id, decision FROM committee_sittings WHERE workflow_instance_id = @instance AND activity_instance_id = @activity AND decided_at IS NOT NULL AND released_at IS NULL
            """).With("@instance", instanceId).With("@activity", activityInstanceId).FirstAsync(row => ((string Task, string Decision)?)(row.Text(0), row.Text(1)), ct);
        if (held is null)
        {
            return null;
        }

        await tx.Command("""
            UPDATE user_tasks SET action = (SELECT s.decision FROM committee_sittings s WHERE s.task_id = user_tasks.id),
                reason = (SELECT s.reason FROM committee_sittings s WHERE s.task_id = user_tasks.id)
            WHERE workflow_instance_id = @instance AND id IN (
                SELECT s.task_id FROM committee_sittings s
                WHERE s.workflow_instance_id = @instance AND s.activity_instance_id = @activity AND s.decided_at IS NOT NULL AND s.released_at IS NULL)
            """).With("@instance", instanceId).With("@activity", activityInstanceId).WriteAsync(ct);
        await tx.Command("""
            UPDATE committee_sittings SET released_at = @now
            WHERE workflow_instance_id = @instance AND activity_instance_id = @activity AND decided_at IS NOT NULL AND released_at IS NULL
            """).With("@now", now).With("@instance", instanceId).With("@activity", activityInstanceId).WriteAsync(ct);
        return held;
    }
}
