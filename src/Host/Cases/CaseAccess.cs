using CaseWorkflows.Activities;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Cases;

/// <summary>A case and how much of it the caller sees.</summary>
/// <param name="Case">Of an association the caller belongs to.</param>
/// <param name="Disclosure">How much of its person.</param>
/// <param name="MayAdd">True for who may add to its file.</param>
internal sealed record CaseSight(CaseRow Case, Disclosure Disclosure, bool MayAdd)
{
    /// <summary>True for who sees all there is, as one must to read what people wrote about the person.</summary>
    public bool IsWhole => Disclosure == Disclosure.Everything;
}

/// <summary>How much of a case's person the caller sees right now; asked anew each time, so that it closes the moment a task is released.</summary>
internal sealed class CaseAccess(IDbContextFactory<CaseDbContext> contexts)
{
    private static readonly string CommitteeStep = $"{nameof(CaseWorkflows)}.{nameof(CommitteeReview)}";
    private static readonly Role[] Committee = [Role.CommitteeMember, Role.CommitteeChair];

    /// <summary>Refuses <c>no-such-case</c>, also for a case of an association the caller has no part in.</summary>
    public async Task<Outcome<CaseSight>> OfAsync(CurrentCaller caller, string caseId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        if (await context.Cases.SingleOrDefaultAsync(row => row.Id == caseId, ct) is not { } found || !caller.IsIn(found.AssociationKey))
        {
            return CaseAnswers.NoSuchCase();
        }

        var disclosure = await OfAsync(caller, found, ct);
        return new CaseSight(found, disclosure, DisclosureRules.MayAdd(caller.ActorFor(found.AssociationKey), disclosure));
    }

    /// <summary>For a case of an association the caller belongs to.</summary>
    public async Task<Disclosure> OfAsync(CurrentCaller caller, CaseRow row, CancellationToken ct)
    {
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
        var interest = new CaseInterest(
            tasks.Exists(task => task.Assignee is not null && hands.Contains(task.Assignee)),
            row.OpenedBy == caller.Id,
            caller.HoldsAnyOf(Committee, row.AssociationKey)
                && tasks.Exists(task => task.ActivityType == CommitteeStep && !task.HasNoSeat && !TaskJson.Read<string>(task.ExcludedUsers).Contains(caller.Id, StringComparer.Ordinal)));
        var disclosure = DisclosureRules.Of(caller.ActorFor(row.AssociationKey), interest);
        caller.Sights.Add(row.AssociationKey, row.Id, disclosure, interest.Basis);
        return disclosure;
    }
}
