using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Where a task stands in the inboxes it is offered in; never changes.</summary>
/// <param name="Rank">100 less the priority, so that ascending is urgent first.</param>
/// <param name="DueAt">When it is due; <see cref="Never"/> when it is not, so that it comes last.</param>
/// <param name="CreatedAt">When it was opened.</param>
internal sealed record InboxPlace(int Rank, DateTimeOffset DueAt, DateTimeOffset CreatedAt)
{
    public static readonly DateTimeOffset Never = new(DateTime.MaxValue.Ticks, TimeSpan.Zero);

    public static InboxPlace Of(int priority, DateTimeOffset? dueAt, DateTimeOffset createdAt) => new(100 - priority, dueAt ?? Never, createdAt);
}

/// <summary>Who may take an available task and who may not, one row each in the order inboxes show them.</summary>
internal static class InboxStore
{
    /// <summary>Offers a task to roles and people, and to nobody excluded. To whom it is offered already, nothing changes.</summary>
    public static async ValueTask OfferInTx(
        CaseTransaction tx, string association, string taskId, InboxPlace place, IReadOnlyList<string> roles, IReadOnlyList<string> users,
        IReadOnlyList<string> excluded, CancellationToken ct)
    {
        const string insert = """
            INSERT INTO user_task_candidates (association_key, kind, value, rank, due_at, created_at, task_id)
            VALUES (@association, @kind, @value, @rank, @due, @created, @task) ON CONFLICT DO NOTHING
            """;
        foreach (var role in roles)
        {
            await WriteInTx(tx, insert, association, TaskCandidateRow.RoleKind, role, taskId, place, ct);
        }

        foreach (var user in users)
        {
            await WriteInTx(tx, insert, association, TaskCandidateRow.UserKind, user, taskId, place, ct);
        }

        foreach (var user in excluded)
        {
            await WriteInTx(tx, insert, association, TaskCandidateRow.ExcludedKind, user, taskId, place, ct);
        }
    }

    /// <summary>Takes a task out of every inbox it is offered in.</summary>
    public static async ValueTask WithdrawInTx(CaseTransaction tx, StoredTask stored, CancellationToken ct)
    {
        const string delete = """
            DELETE FROM user_task_candidates WHERE association_key = @association AND kind = @kind AND value = @value
                AND rank = @rank AND due_at = @due AND created_at = @created AND task_id = @task
            """;
        foreach (var role in stored.Task.CandidateRoles)
        {
            await WriteInTx(tx, delete, stored.Association, TaskCandidateRow.RoleKind, role, stored.Task.Id, stored.Place, ct);
        }

        foreach (var user in stored.Task.CandidateUsers)
        {
            await WriteInTx(tx, delete, stored.Association, TaskCandidateRow.UserKind, user, stored.Task.Id, stored.Place, ct);
        }

        foreach (var user in stored.Task.ExcludedUsers)
        {
            await WriteInTx(tx, delete, stored.Association, TaskCandidateRow.ExcludedKind, user, stored.Task.Id, stored.Place, ct);
        }
    }

    private static async ValueTask WriteInTx(
        CaseTransaction tx, string sql, string association, string kind, string value, string taskId, InboxPlace place, CancellationToken ct)
        => await tx.Command(sql)
            .With("@association", association).With("@kind", kind).With("@value", value).With("@rank", place.Rank).With("@due", place.DueAt)
            .With("@created", place.CreatedAt).With("@task", taskId)
            .WriteAsync(ct);
}
