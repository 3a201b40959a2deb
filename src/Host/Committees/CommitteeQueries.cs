using CaseWorkflows.Cases.Committee;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Tasks;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Committees;

/// <summary>
/// Sittings as people may see them. Who chose what in an open ballot, and the outcome, is for those who sit until the decision is released; nobody learns who chose
/// what in a secret one.
/// </summary>
internal sealed class CommitteeQueries(IDbContextFactory<CaseDbContext> contexts, AssociationRegistry associations)
{
    public async Task<Outcome<CommitteeView>> FindAsync(CurrentCaller caller, string taskId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        var found = await (
            from sitting in context.Sittings
            join task in context.UserTasks on new { Instance = sitting.WorkflowInstanceId, Id = sitting.TaskId } equals new { Instance = task.WorkflowInstanceId, task.Id }
            join row in context.Cases on sitting.CaseId equals row.Id
            where sitting.TaskId == taskId && mine.Contains(sitting.AssociationKey)
            select new { sitting, task, row }).SingleOrDefaultAsync(ct);
        if (found is null)
        {
            var isTask = await context.UserTasks.AnyAsync(task => task.Id == taskId && mine.Contains(task.AssociationKey), ct);
            return isTask ? CommitteeRefusals.NoSuchSitting() : TaskChanges.NoSuchTask();
        }

        var stored = await StoredAsync(context, found.sitting, ct);
        var names = await NamesAsync(context, taskId, ct);
        var remarks = await context.Discussion.Where(remark => remark.TaskId == taskId).OrderBy(remark => remark.At).ThenBy(remark => remark.Id).ToListAsync(ct);
        return new SittingAsSeen(caller, found.sitting, stored, found.task, found.row, names).View(NameOf(found.sitting), remarks);
    }

    /// <summary>The committee's name today; its key once the association no longer describes it.</summary>
    public LocalizedText NameOf(SittingRow sitting) => associations.Find(sitting.AssociationKey)?.Profile.Committee(sitting.CommitteeKey)?.Name ?? LocalizedText.Same(sitting.CommitteeKey);

    /// <summary>A sitting as the rules see it, for reading.</summary>
    internal static async Task<StoredSitting> StoredAsync(CaseDbContext context, SittingRow sitting, CancellationToken ct)
    {
        var (task, round, association) = (sitting.TaskId, sitting.Round, sitting.AssociationKey);
        var members = await context.SittingMembers.Where(member => member.TaskId == task && member.Round == round).OrderBy(member => member.UserId).ToListAsync(ct);
        var ids = members.ConvertAll(member => member.UserId);
        var roles = (await context.StaffRoles.Where(role => role.AssociationKey == association && ids.Contains(role.UserId)).ToListAsync(ct)).ToLookup(role => role.UserId, role => role.Role, StringComparer.Ordinal);
        var votes = await context.Votes.Where(vote => vote.TaskId == task && vote.Round == round).OrderBy(vote => vote.MemberId).ToListAsync(ct);
        var recusals = await context.Recusals.Where(recusal => recusal.TaskId == task).OrderBy(recusal => recusal.MemberId).ToListAsync(ct);
        var box = await context.BallotBoxes.Where(row => row.TaskId == task && row.Round == round).Select(row => row.Box).SingleOrDefaultAsync(ct);
        return StoredSitting.Of(new(task, sitting.CommitteeKey, sitting.Rules, round, sitting.ClosedAt is not null)
        {
            Members = members.ConvertAll(member => new SeatFact(
                member.UserId, member.IsChair && (roles[member.UserId].Contains(Role.CommitteeChair.Key, StringComparer.Ordinal) || votes.Exists(vote => vote.MemberId == member.UserId)),
                roles[member.UserId].Any(role => role == Role.CommitteeMember.Key || role == Role.CommitteeChair.Key))),
            Voters = votes.ConvertAll(vote => new VoteFact(vote.MemberId, vote.At, vote.Choice, vote.Reason)),
            Recusals = recusals.ConvertAll(recusal => new Recusal(recusal.MemberId, recusal.Reason, recusal.ById, recusal.At)),
            Box = BallotBox.Read(box ?? BallotBox.Empty),
        });
    }

    private static async Task<Dictionary<string, LocalizedText>> NamesAsync(CaseDbContext context, string taskId, CancellationToken ct)
        => await context.Users
            .Where(person => context.SittingMembers.Any(member => member.TaskId == taskId && member.UserId == person.Id) || context.Discussion.Any(remark => remark.TaskId == taskId && remark.AuthorId == person.Id))
            .ToDictionaryAsync(person => person.Id, person => new LocalizedText(person.NameArabic, person.NameEnglish), StringComparer.Ordinal, ct);
}
