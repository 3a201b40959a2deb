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
    public LocalizedText NameOf(SittingRow sitting) => associations.CommitteeName(sitting.AssociationKey, sitting.CommitteeKey);

    /// <summary>A sitting as the rules see it, for reading.</summary>
    internal static async Task<StoredSitting> StoredAsync(CaseDbContext context, SittingRow sitting, CancellationToken ct) => (await StoredAsync(context, [sitting], ct))[sitting.TaskId];

    /// <summary>Several sittings, by task; however many, the database is asked five times.</summary>
    internal static async Task<Dictionary<string, StoredSitting>> StoredAsync(CaseDbContext context, IReadOnlyList<SittingRow> sittings, CancellationToken ct)
    {
        var tasks = sittings.Select(sitting => sitting.TaskId).ToList();
        var seats = (await context.SittingMembers.Where(member => tasks.Contains(member.TaskId)).OrderBy(member => member.UserId).ToListAsync(ct)).ToLookup(member => (member.TaskId, member.Round));
        var people = seats.SelectMany(seat => seat).Select(seat => seat.UserId).Distinct(StringComparer.Ordinal).ToList();
        var held = (await context.StaffRoles.Where(role => people.Contains(role.UserId) && (role.Role == Role.CommitteeMember.Key || role.Role == Role.CommitteeChair.Key)
            && context.Users.Any(person => person.Id == role.UserId && person.DisabledAt == null)).ToListAsync(ct))
            .ToLookup(role => (role.UserId, role.AssociationKey), role => role.Role);
        var votes = (await context.Votes.Where(vote => tasks.Contains(vote.TaskId)).OrderBy(vote => vote.MemberId).ToListAsync(ct)).ToLookup(vote => (vote.TaskId, vote.Round));
        var recusals = (await context.Recusals.Where(recusal => tasks.Contains(recusal.TaskId)).OrderBy(recusal => recusal.MemberId).ToListAsync(ct)).ToLookup(recusal => recusal.TaskId, StringComparer.Ordinal);
        var boxes = (await context.BallotBoxes.Where(row => tasks.Contains(row.TaskId)).ToListAsync(ct)).ToDictionary(row => (row.TaskId, row.Round), row => row.Box);
        return sittings.ToDictionary(sitting => sitting.TaskId, sitting =>
        {
            var round = (sitting.TaskId, sitting.Round);
            return StoredSitting.Of(new(sitting.TaskId, sitting.CommitteeKey, sitting.Rules, sitting.Round, sitting.ClosedAt is not null)
            {
                Members = [.. seats[round].Select(seat => Seat(seat, held[(seat.UserId, sitting.AssociationKey)], votes[round].Any(vote => vote.MemberId == seat.UserId)))],
                Voters = [.. votes[round].Select(vote => new VoteFact(vote.MemberId, vote.At, vote.Choice, vote.Reason))],
                Recusals = [.. recusals[sitting.TaskId].Select(recusal => new Recusal(recusal.MemberId, recusal.Reason, recusal.ById, recusal.At))],
                Box = BallotBox.Read(boxes.GetValueOrDefault(round) ?? BallotBox.Empty),
            });
        }, StringComparer.Ordinal);
    }

    private static SeatFact Seat(SittingMemberRow seat, IEnumerable<string> roles, bool voted)
        => new(seat.UserId, seat.IsChair && (voted || roles.Contains(Role.CommitteeChair.Key, StringComparer.Ordinal)), roles.Any());

    private static async Task<Dictionary<string, LocalizedText>> NamesAsync(CaseDbContext context, string taskId, CancellationToken ct)
        => await context.Users
            .Where(person => context.SittingMembers.Any(member => member.TaskId == taskId && member.UserId == person.Id) || context.Discussion.Any(remark => remark.TaskId == taskId && remark.AuthorId == person.Id))
            .ToDictionaryAsync(person => person.Id, person => new LocalizedText(person.NameArabic, person.NameEnglish), StringComparer.Ordinal, ct);
}
