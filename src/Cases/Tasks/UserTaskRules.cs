using CaseWorkflows.Cases.Intake;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;

namespace CaseWorkflows.Cases.Tasks;

/// <summary>
/// Everything that may happen to a task. Each answer is the task after it, one revision higher, or a refusal; nothing is written here.
/// A request that asks for what is already so gives the task back unchanged, whatever revision it names, because it is usually a repeat whose
/// first answer got lost.
/// </summary>
/// <remarks>
/// <c>expectedRevision</c> is the revision the caller saw, or null for "whatever it is now"; an older one is refused with <c>stale-revision</c>.
/// Whether the actor belongs to the task's association is settled before these rules are asked, and so is in whose name they act (<see cref="Actor.Standing(UserTask)"/>):
/// a deputy may do with the absent person's task what that person might.
/// </remarks>
public static class UserTaskRules
{
    /// <summary>Who may give tasks to others.</summary>
    public static IReadOnlyList<Role> Assigners { get; } = [Role.RelationsSupervisor, Role.CommitteeChair, Role.Administrator];

    /// <summary>Characters a reason may have.</summary>
    public const int MaximumReasonLength = 4000;

    /// <summary>A candidate takes the task, or a deputy takes over the absent person's. The assignee claiming it again changes nothing.</summary>
    /// <returns>The claimed task, or <c>task-closed</c>, <c>not-a-candidate</c>, <c>claimed-by-another</c>, <c>stale-revision</c>.</returns>
    public static Outcome<UserTask> Claim(UserTask task, Actor actor, int? expectedRevision, DateTimeOffset now)
    {
        if (IsClosed(task))
        {
            return TaskRefusals.Closed(task);
        }

        if (!IsCandidate(task, actor) && !Holds(task, actor))
        {
            return TaskRefusals.NotACandidate();
        }

        return task.Assignee == actor.Id ? task
            : task.Assignee is not null && !Holds(task, actor) ? TaskRefusals.ClaimedByAnother(task)
            : IsStale(task, expectedRevision) ? TaskRefusals.Stale(task)
            : Held(task, actor.Id, now);
    }

    /// <summary>
    /// The assignee, or somebody who may assign, puts the task back for every candidate. Releasing an available task changes nothing.
    /// </summary>
    /// <returns>The available task, or <c>task-closed</c>, <c>not-a-candidate</c>, <c>claimed-by-another</c>, <c>stale-revision</c>.</returns>
    public static Outcome<UserTask> Release(UserTask task, Actor actor, int? expectedRevision)
    {
        if (IsClosed(task))
        {
            return TaskRefusals.Closed(task);
        }

        if (!Holds(task, actor) && !MayAssign(actor))
        {
            return !IsCandidate(task, actor) ? TaskRefusals.NotACandidate()
                : task.Assignee is null ? task
                : TaskRefusals.ClaimedByAnother(task);
        }

        return task.Assignee is null ? task
            : IsStale(task, expectedRevision) ? TaskRefusals.Stale(task)
            : task with { Status = UserTaskStatus.Available, Assignee = null, ClaimedAt = null, Revision = task.Revision + 1 };
    }

    /// <summary>
    /// A supervisor, the committee's chair or an administrator gives the task to a candidate, taking it from whoever holds it. Giving it to its
    /// assignee changes nothing.
    /// </summary>
    /// <param name="task">The task as it stands.</param>
    /// <param name="by">Who assigns.</param>
    /// <param name="toUserId">Who gets it.</param>
    /// <param name="toRoles">The role keys that person holds in the association.</param>
    /// <param name="expectedRevision">The revision the caller saw, or null.</param>
    /// <param name="now">The instant of the assignment.</param>
    /// <param name="away">What is known of that person's absence today; null when they work.</param>
    /// <returns>The claimed task, or <c>may-not-assign</c>, <c>task-closed</c>, <c>assignee-not-a-candidate</c>, <c>assignee-absent</c>, <c>stale-revision</c>.</returns>
    public static Outcome<UserTask> Assign(
        UserTask task, Actor by, string toUserId, IReadOnlySet<string> toRoles, int? expectedRevision, DateTimeOffset now, Away? away = null)
    {
        if (!MayAssign(by))
        {
            return TaskRefusals.MayNotAssign();
        }

        if (IsClosed(task))
        {
            return TaskRefusals.Closed(task);
        }

        return !task.IsCandidate(toUserId, toRoles) ? TaskRefusals.AssigneeNotACandidate(task)
            : task.Assignee == toUserId ? task
            : away is not null ? TaskRefusals.AssigneeAbsent(away)
            : IsStale(task, expectedRevision) ? TaskRefusals.Stale(task)
            : Held(task, toUserId, now);
    }

    /// <summary>
    /// The assignee ends the task with one of its actions. A second completion is refused; a caller that repeats itself is recognised by its
    /// operation id before.
    /// </summary>
    /// <returns>
    /// The completed task, or <c>task-closed</c>, <c>not-a-candidate</c>, <c>task-not-claimed</c>, <c>claimed-by-another</c>, <c>stale-revision</c>,
    /// <c>unknown-action</c>, <c>decision-too-early</c>, <c>reason-required</c>, <c>text-too-long</c>, <c>answer-required</c>, <c>answer-invalid</c>.
    /// </returns>
    /// <param name="task">The task as it stands.</param>
    /// <param name="actor">Who ends it.</param>
    /// <param name="action">The action chosen.</param>
    /// <param name="expectedRevision">The revision the caller saw, or null.</param>
    /// <param name="now">The instant of the act.</param>
    /// <param name="reason">Why, in the actor's words; one without a letter, digit or sign counts as not said.</param>
    /// <param name="answers">The answers that came along, by name, as text; null when none did.</param>
    public static Outcome<UserTask> Complete(
        UserTask task, Actor actor, string action, int? expectedRevision, DateTimeOffset now, string? reason = null,
        IReadOnlyDictionary<string, string>? answers = null)
    {
        if (WorkOn(task, actor).Refusal is { } notTheirs)
        {
            return notTheirs;
        }

        if (IsStale(task, expectedRevision))
        {
            return TaskRefusals.Stale(task);
        }

        if (task.Actions.FirstOrDefault(candidate => candidate.Name == action) is not { } chosen)
        {
            return TaskRefusals.UnknownAction(task);
        }

        if (chosen.NotBefore is { } from && now < from)
        {
            return TaskRefusals.TooEarly(from);
        }

        return WhatIsMissing(chosen, reason, answers) is { } refusal
            ? refusal
            : task with
            {
                Status = UserTaskStatus.Completed, CompletedBy = actor.Id, Action = chosen.Name, CompletedAt = now, Revision = task.Revision + 1,
            };
    }

    /// <summary>
    /// A committee ends a task that is nobody's own: by its decision, which the step keeps back until its floor and which is therefore not told here, or by an
    /// action of whoever leads it.
    /// </summary>
    /// <returns>The completed task, or <c>task-closed</c>, <c>unknown-action</c>, <c>reason-required</c>, <c>text-too-long</c>.</returns>
    /// <param name="task">The task as it stands.</param>
    /// <param name="by">In whose name.</param>
    /// <param name="action">The action chosen; null for a decision nobody is told of yet.</param>
    /// <param name="now">The instant of the act.</param>
    /// <param name="reason">Why.</param>
    public static Outcome<UserTask> EndByCommittee(UserTask task, string by, string? action, DateTimeOffset now, string? reason = null)
    {
        if (WhyClosed(task) is { } closed)
        {
            return closed;
        }

        if (action is not null)
        {
            if (task.Actions.FirstOrDefault(candidate => candidate.Name == action) is not { } chosen)
            {
                return TaskRefusals.UnknownAction(task);
            }

            if (WhatIsMissing(chosen, reason, null) is { } missing)
            {
                return missing;
            }
        }

        return task with { Status = UserTaskStatus.Completed, CompletedBy = by, Action = action, CompletedAt = now, Revision = task.Revision + 1 };
    }

    /// <summary><c>task-closed</c> for a task that is over; null for an open one.</summary>
    public static Refusal? WhyClosed(UserTask task) => IsClosed(task) ? TaskRefusals.Closed(task) : null;

    /// <summary>Whether the actor holds the task, and so may see what it is about, fill it in and keep a draft. Changes nothing.</summary>
    /// <returns>The task, or <c>task-closed</c>, <c>not-a-candidate</c>, <c>task-not-claimed</c>, <c>claimed-by-another</c>.</returns>
    public static Outcome<UserTask> WorkOn(UserTask task, Actor actor)
    {
        if (IsClosed(task))
        {
            return TaskRefusals.Closed(task);
        }

        // A named assignee need be no candidate, but an exclusion that came later still counts.
        if (IsExcluded(task, actor.Id) || (!Holds(task, actor) && !IsCandidate(task, actor)))
        {
            return TaskRefusals.NotACandidate();
        }

        return Holds(task, actor) ? task
            : task.Assignee is null ? TaskRefusals.NotClaimed()
            : TaskRefusals.ClaimedByAnother(task);
    }

    /// <summary>The procedure no longer needs the task, as when its case is closed. Cancelling twice changes nothing.</summary>
    /// <returns>The cancelled task, or <c>task-closed</c> when it was completed.</returns>
    public static Outcome<UserTask> Cancel(UserTask task) => task.Status switch
    {
        UserTaskStatus.Cancelled => task,
        UserTaskStatus.Completed => TaskRefusals.Closed(task),
        _ => task with { Status = UserTaskStatus.Cancelled, Revision = task.Revision + 1 },
    };

    /// <summary>True for those who may give tasks to others: the relations supervisor, the committee's chair, an administrator.</summary>
    public static bool MayAssign(Actor actor) => Assigners.Any(actor.Has);

    private static Refusal? WhatIsMissing(TaskAction chosen, string? reason, IReadOnlyDictionary<string, string>? answers)
    {
        if (chosen.NeedsReason && ArabicText.Fold(reason ?? string.Empty).Length == 0)
        {
            return TaskRefusals.ReasonRequired(chosen);
        }

        if (reason?.Length > MaximumReasonLength)
        {
            return IntakeRefusals.TextTooLong("reason", MaximumReasonLength);
        }

        return chosen.NeedsData.FirstOrDefault(name => answers?.ContainsKey(name) != true) is { } missing ? TaskRefusals.AnswerRequired(missing)
            : chosen.Ratings.FirstOrDefault(name => answers?.GetValueOrDefault(name) is { } typed && !Rating.TryRead(typed, out _)) is { } unreadable
                ? TaskRefusals.NoRating(unreadable)
                : null;
    }

    private static UserTask Held(UserTask task, string userId, DateTimeOffset now) =>
        task with { Status = UserTaskStatus.Claimed, Assignee = userId, ClaimedAt = now, Revision = task.Revision + 1 };

    /// <summary>A deputy is no candidate where either of the two is excluded.</summary>
    private static bool IsCandidate(UserTask task, Actor actor) => task.IsCandidate(actor.Id, actor.Roles)
        ? actor.OnBehalfOf is null || !IsExcluded(task, actor.OnBehalfOf)
        : actor.OnBehalfOf is { } principal && !IsExcluded(task, actor.Id) && task.IsCandidate(principal, actor.Roles);

    /// <summary>True for whoever holds the task, and for the deputy of whoever does.</summary>
    private static bool Holds(UserTask task, Actor actor) => task.Assignee is { } assignee && (assignee == actor.Id || assignee == actor.OnBehalfOf);

    private static bool IsExcluded(UserTask task, string person) => task.ExcludedUsers.Contains(person, StringComparer.Ordinal);

    private static bool IsClosed(UserTask task) => task.Status is UserTaskStatus.Completed or UserTaskStatus.Cancelled;

    private static bool IsStale(UserTask task, int? expectedRevision) => expectedRevision is { } seen && seen != task.Revision;
}
