using CaseWorkflows.Activities;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Cases;

/// <summary>How much of a case's person the caller sees right now; asked anew each time, so that it closes the moment a task is released.</summary>
internal sealed class CaseAccess(IDbContextFactory<CaseDbContext> contexts)
{
    private static readonly string CommitteeStep = $"{nameof(CaseWorkflows)}.{nameof(CommitteeReview)}";
    private static readonly Role[] Committee = [Role.CommitteeMember, Role.CommitteeChair];

    /// <summary>For a case of an association the caller belongs to.</summary>
    public async Task<Disclosure> OfAsync(CurrentCaller caller, CaseRow row, CancellationToken ct)
    {
        var open = DisclosureRules.Of(caller.ActorFor(row.AssociationKey), new(HoldsTask: false, row.OpenedBy == caller.Id, SitsOnIt: false));
        if (open == Disclosure.Everything)
        {
            return open;
        }

        await using var context = await contexts.CreateDbContextAsync(ct);
        var tasks = await context.UserTasks
            .Where(task => task.WorkflowInstanceId == row.WorkflowInstanceId && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .Select(task => new
            {
                task.Assignee,
                task.ActivityType,
                task.ExcludedUsers,
                HasNoSeat = context.Sittings.Any(sitting => sitting.TaskId == task.Id)
                    && (!context.SittingMembers.Any(member => member.TaskId == task.Id && member.UserId == caller.Id) || context.Recusals.Any(recusal => recusal.TaskId == task.Id && recusal.MemberId == caller.Id)),
            }).ToListAsync(ct);
        var hands = caller.HandsIn(row.AssociationKey);
        return DisclosureRules.Of(caller.ActorFor(row.AssociationKey), new(
            tasks.Exists(task => task.Assignee is not null && hands.Contains(task.Assignee)),
            OpenedIt: false,
            caller.HoldsAnyOf(Committee, row.AssociationKey)
                && tasks.Exists(task => task.ActivityType == CommitteeStep && !task.HasNoSeat && !TaskJson.Read<string>(task.ExcludedUsers).Contains(caller.Id, StringComparer.Ordinal))));
    }
}
