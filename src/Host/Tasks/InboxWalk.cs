using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Persistence.Bursts;

namespace CaseWorkflows.Host.Tasks;

/// <summary>One way along an index through the tasks an inbox is made of.</summary>
/// <param name="Association">Whose tasks.</param>
/// <param name="DueBy">Only what is due by then, soonest first; null for everything, the overdue first and then what waits longest.</param>
/// <param name="DueAfter">Only what is not due until after then; null for no such limit.</param>
internal abstract record InboxWalk(string Association, DateTimeOffset? DueBy, DateTimeOffset? DueAfter)
{
    /// <summary>The same that a query walks along, for a task already read.</summary>
    public bool Meets(UserTaskRow task) => task.AssociationKey == Association && (DueBy is null || task.DueAt <= DueBy) && (DueAfter is null || task.DueAt is null || task.DueAt > DueAfter) && IsFor(task);

    protected abstract bool IsFor(UserTaskRow task);

    /// <summary>What is offered to a role or a person, without what some people are excluded from: whoever looks, and whose deputy they look as.</summary>
    internal sealed record Offered(string Association, string Kind, string Value, IReadOnlyList<string> Excluding, DateTimeOffset? DueBy = null) : InboxWalk(Association, DueBy, null)
    {
        protected override bool IsFor(UserTaskRow task)
            => task.Status == UserTaskStatus.Available
                && TaskJson.Read<string>(Kind == TaskCandidateRow.RoleKind ? task.CandidateRoles : task.CandidateUsers).Contains(Value, StringComparer.Ordinal)
                && !TaskJson.Read<string>(task.ExcludedUsers).Intersect(Excluding, StringComparer.Ordinal).Any();
    }

    /// <summary>Every open task.</summary>
    internal sealed record Open(string Association, DateTimeOffset? DueBy = null) : InboxWalk(Association, DueBy, null)
    {
        protected override bool IsFor(UserTaskRow task) => task.Status is UserTaskStatus.Available or UserTaskStatus.Claimed;
    }

    /// <summary>What one person holds.</summary>
    internal sealed record HeldBy(string Association, string Person, DateTimeOffset? DueBy = null, DateTimeOffset? DueAfter = null) : InboxWalk(Association, DueBy, DueAfter)
    {
        protected override bool IsFor(UserTaskRow task) => task.Status == UserTaskStatus.Claimed && task.Assignee == Person;
    }
}
