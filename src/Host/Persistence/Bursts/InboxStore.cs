using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Persistence.Statements;
using CaseWorkflows.Host.Tasks;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>Where a task stands in the inboxes it is offered in; never changes.</summary>
/// <param name="Rank">100 less the priority, so that ascending is urgent first.</param>
/// <param name="DueAt">When it is due; <see cref="Never"/> when it is not, so that it comes last.</param>
/// <param name="CreatedAt">When it was opened.</param>
/// <param name="About">What inboxes are filtered by.</param>
internal sealed record InboxPlace(int Rank, DateTimeOffset DueAt, DateTimeOffset CreatedAt, InboxSubject About)
{
    public static readonly DateTimeOffset Never = new(DateTime.MaxValue.Ticks, TimeSpan.Zero);

    public static InboxPlace Of(int priority, DateTimeOffset? dueAt, DateTimeOffset createdAt, InboxSubject about) => new(100 - priority, dueAt ?? Never, createdAt, about);
}

/// <summary>What a task is about, as far as inboxes are filtered by it. Service and channel are the case's; null for a task written before they were kept.</summary>
internal sealed record InboxSubject(string? Service, string? Channel, string ActivityType, string ActivityId);

/// <summary>To whom a task is offered, and who is not to see it whatever their role.</summary>
internal sealed record InboxOffer(IReadOnlyList<string> Roles, IReadOnlyList<string> Users, IReadOnlyList<string> Excluded)
{
    public static InboxOffer Of(UserTask task) => new(task.CandidateRoles, task.CandidateUsers, task.ExcludedUsers);

    /// <summary>These people, and no role.</summary>
    public static InboxOffer To(IEnumerable<string> people) => new([], [.. people], []);

    /// <summary>The rows it comes to.</summary>
    public IEnumerable<(string Kind, string Value)> Entries() =>
    [
        .. Roles.Select(role => (TaskCandidateRow.RoleKind, role)),
        .. Users.Select(user => (TaskCandidateRow.UserKind, user)),
        .. Excluded.Select(user => (TaskCandidateRow.ExcludedKind, user)),
    ];
}

/// <summary>Who may take an available task and who may not, one row each in the order inboxes show them.</summary>
internal static class InboxStore
{
    /// <summary>Offers a task to roles and people, and to nobody excluded. To whom it is offered already, nothing changes.</summary>
    public static ValueTask OfferInTx(CaseTransaction tx, string association, string taskId, InboxPlace place, InboxOffer offer, CancellationToken ct)
        => WriteInTx(tx, """
            INSERT INTO user_task_candidates (association_key, kind, value, rank, due_at, created_at, task_id, service, channel, activity_type, activity_id)
            VALUES (@association, @kind, @value, @rank, @due, @created, @task, @service, @channel, @type, @activity) ON CONFLICT DO NOTHING
            """, association, taskId, place, offer, About, ct);

    /// <summary>Takes a task out of every inbox it is offered in.</summary>
    public static ValueTask WithdrawInTx(CaseTransaction tx, StoredTask stored, CancellationToken ct) => WithdrawInTx(tx, stored, InboxOffer.Of(stored.Task), ct);

    /// <summary>Takes a task out of these inboxes. One it is not in stays as it is.</summary>
    public static ValueTask WithdrawInTx(CaseTransaction tx, StoredTask stored, InboxOffer offer, CancellationToken ct)
        => WriteInTx(tx, """
            DELETE FROM user_task_candidates WHERE association_key = @association AND kind = @kind AND value = @value AND created_at = @created AND task_id = @task
            """, stored.Association, stored.Task.Id, stored.Place, offer, Key, ct);

    private static async ValueTask WriteInTx(
        CaseTransaction tx, string sql, string association, string taskId, InboxPlace place, InboxOffer offer, Func<Statement, InboxPlace, string, Statement> rest, CancellationToken ct)
    {
        foreach (var (kind, value) in offer.Entries())
        {
            await rest(tx.Command(sql).With("@association", association).With("@kind", kind).With("@value", value), place, taskId).WriteAsync(ct);
        }
    }

    private static Statement Key(Statement statement, InboxPlace place, string taskId) => statement.With("@created", place.CreatedAt).With("@task", taskId);

    private static Statement About(Statement statement, InboxPlace place, string taskId) => Key(statement.With("@rank", place.Rank).With("@due", place.DueAt), place, taskId)
        .With("@service", place.About.Service).With("@channel", place.About.Channel).With("@type", place.About.ActivityType).With("@activity", place.About.ActivityId);
}
