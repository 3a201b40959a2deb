using CaseWorkflows.Cases.People;
using CaseWorkflows.Host.Desk;
using CaseWorkflows.Host.People;

namespace CaseWorkflows.Host.Tasks;

/// <summary>
/// What each scope is made of. <b>Needs attention</b> is, for those who oversee an association: every open task of it that is overdue (and so everything that was
/// escalated, which happens when it falls due) or due within a day; whatever is held by somebody who is away or has no role there any more; and, beside the
/// tasks, cases that stand still because a step failed. For everybody else: what they hold or may take and is overdue or due within a day.
/// </summary>
internal static class InboxScopes
{
    /// <summary>What is due within it needs attention.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(1);

    /// <summary>True for those who see to it that nothing is left lying.</summary>
    public static bool Oversees(this CurrentCaller caller, string association) => caller.HoldsAnyOf(DeskParts.Overseers, association);

    /// <param name="scope">Which tasks.</param>
    /// <param name="caller">Whose inbox.</param>
    /// <param name="filter">Narrows the walks themselves where it can: to an association, and to what somebody holds.</param>
    /// <param name="missing">Who holds tasks and is away or gone, by association; asked for attention alone.</param>
    /// <param name="now">The moment.</param>
    /// <returns>None when there can be nothing.</returns>
    public static IReadOnlyList<InboxWalk> Walks(TaskScope scope, CurrentCaller caller, InboxFilter filter, ILookup<string, string> missing, DateTimeOffset now)
    {
        var associations = caller.Associations.Where(key => (filter.Association is null || key == filter.Association) && (filter.Assignee is null || caller.Oversees(key)));
        var walks = associations.SelectMany(key => scope switch
        {
            TaskScope.Mine => Held(key, caller, null),
            TaskScope.Available => Offered(key, caller, null),
            TaskScope.All => filter.Assignee is { } holder ? [new InboxWalk.HeldBy(key, holder)] : [new InboxWalk.Open(key)],
            _ => Attention(key, caller, filter, missing[key], now + Soon),
        });
        return [.. walks.Where(walk => filter.Assignee is null || walk is InboxWalk.HeldBy held && held.Person == filter.Assignee)];
    }

    private static IEnumerable<InboxWalk> Attention(string association, CurrentCaller caller, InboxFilter filter, IEnumerable<string> missing, DateTimeOffset soon)
        => !caller.Oversees(association) ? [.. Held(association, caller, soon), .. Offered(association, caller, soon)]
            : [filter.Assignee is { } holder ? new InboxWalk.HeldBy(association, holder, soon) : new InboxWalk.Open(association, soon), .. missing.Select(person => new InboxWalk.HeldBy(association, person, null, soon))];

    private static IEnumerable<InboxWalk> Held(string association, CurrentCaller caller, DateTimeOffset? by) => caller.HandsIn(association).Select(person => new InboxWalk.HeldBy(association, person, by));

    /// <summary>To the caller, and to everybody whose deputy the caller is, votes aside: those are personal (docs/adr/0024).</summary>
    private static IEnumerable<InboxWalk> Offered(string association, CurrentCaller caller, DateTimeOffset? by)
    {
        return [.. To(caller.Id, caller.RolesIn(association), [caller.Id]), .. caller.StandsInFor(association).SelectMany(absent => To(absent.Id, absent.Roles, [caller.Id, absent.Id]))];

        IEnumerable<InboxWalk> To(string person, IEnumerable<string> roles, IReadOnlyList<string> excluding)
            => roles.Select(role => new InboxWalk.Offered(association, TaskCandidateRow.RoleKind, role, excluding, by))
                .Append(new InboxWalk.Offered(association, TaskCandidateRow.UserKind, person, excluding, by) { WithoutVotes = person != caller.Id });
    }
}
