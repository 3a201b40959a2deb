using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Conversations;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>The inbox: what a person has claimed, may claim, or oversees.</summary>
internal sealed class TaskQueries(IDbContextFactory<CaseDbContext> contexts, AssociationRegistry associations, AssociationCalendars calendars, TimeProvider clock)
{
    /// <summary>Open tasks a case number finds; more than a case ever has.</summary>
    private const int MostOfANumber = 50;

    public async Task<Page<TaskView>> ListAsync(CurrentCaller caller, TaskScope scope, InboxFilter filter, Paging paging, string? language, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var walks = await WalksAsync(context, caller, scope, filter, now, ct);
        var (ids, total) = walks.Count == 0 ? ([], 0)
            : filter.Number is { } number ? await NumberedAsync(context, caller, walks, filter, number, now, paging, ct)
            : await WalkedAsync(context, walks, filter, now, paging, ct);
        var instances = ids.ConvertAll(TaskStore.InstanceOf);
        var rows = await (
            from task in context.UserTasks
            join row in context.Cases on task.CaseId equals row.Id
            where instances.Contains(task.WorkflowInstanceId) && ids.Contains(task.Id)
            select new { task, row.Number }).ToDictionaryAsync(found => found.task.Id, ct);
        var views = ids.Where(rows.ContainsKey).Select(id => TaskView.Of(rows[id].task, rows[id].Number, language));
        return new([.. views], paging.Number, paging.Size, Math.Min(total, InboxSql.MostCounted)) { TotalIsExact = total <= InboxSql.MostCounted };
    }

    public async Task<Outcome<TaskView>> FindAsync(CurrentCaller caller, string taskId, string? language, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var (instance, mine) = (TaskStore.InstanceOf(taskId), caller.Associations);
        var found = await (
            from task in context.UserTasks
            join row in context.Cases on task.CaseId equals row.Id
            where task.WorkflowInstanceId == instance && task.Id == taskId && mine.Contains(task.AssociationKey)
            select new { task, row.Number }).SingleOrDefaultAsync(ct);
        return found is null ? TaskChanges.NoSuchTask() : TaskView.Of(found.task, found.Number, language);
    }

    /// <summary>How much there is in each scope, for badges; see <see cref="InboxCounts"/>.</summary>
    public async Task<InboxCounts> CountAsync(CurrentCaller caller, string? association, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var (now, filter) = (clock.GetUtcNow(), new InboxFilter { Association = association });
        var overseen = Overseen(caller, filter);
        var missing = await MissingHolders.FindAsync(context, overseen, calendars.Today, ct);
        var sql = InboxSql.Counts([.. Enum.GetValues<TaskScope>().Select(scope => (scope.ToString(), InboxScopes.Walks(scope, caller, filter, missing, now)))], filter, now, InboxCounts.Most);
        var row = (await context.Database.SqlQueryRaw<ScopeCounts>(sql.Text, sql.Values).ToListAsync(ct)).Single();
        return new(row.Mine, row.Available, row.All, row.NeedsAttention, (await FailedCases.FindAsync(context, overseen, filter, InboxCounts.Most + 1, ct)).Count)
        {
            Mentions = await CommentDesk.Unseen(context, caller).CountAsync(ct),
        };
    }

    /// <summary>Cases of the associations the caller oversees in which a step failed, the longest standing first.</summary>
    public async Task<IReadOnlyList<FailedCase>> FailedAsync(CurrentCaller caller, InboxFilter filter, int most, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await FailedCases.FindAsync(context, Overseen(caller, filter), filter, most, ct);
    }

    private static IReadOnlyList<string> Overseen(CurrentCaller caller, InboxFilter filter)
        => [.. caller.Associations.Where(key => (filter.Association is null || key == filter.Association) && caller.Oversees(key))];

    private async Task<IReadOnlyList<InboxWalk>> WalksAsync(CaseDbContext context, CurrentCaller caller, TaskScope scope, InboxFilter filter, DateTimeOffset now, CancellationToken ct)
    {
        var missing = scope == TaskScope.NeedsAttention ? await MissingHolders.FindAsync(context, Overseen(caller, filter), calendars.Today, ct) : MissingHolders.None;
        return InboxScopes.Walks(scope, caller, filter, missing, now);
    }

    private static async Task<(List<string> Ids, int Total)> WalkedAsync(
        CaseDbContext context, IReadOnlyList<InboxWalk> walks, InboxFilter filter, DateTimeOffset now, Paging paging, CancellationToken ct, IReadOnlyList<InboxEntry>? among = null)
    {
        var (page, count) = (InboxSql.Page(walks, filter, now, paging, among), InboxSql.Count(walks, filter, now, among));
        var ids = await context.Database.SqlQueryRaw<string>(page.Text, page.Values).ToListAsync(ct);
        return (ids, (await context.Database.SqlQueryRaw<int>(count.Text, count.Values).ToListAsync(ct)).Single());
    }

    /// <summary>A number names few cases, so their open tasks are looked up first and the walks entered at these alone.</summary>
    private async Task<(List<string> Ids, int Total)> NumberedAsync(
        CaseDbContext context, CurrentCaller caller, IReadOnlyList<InboxWalk> walks, InboxFilter filter, string number, DateTimeOffset now, Paging paging, CancellationToken ct)
    {
        var profiles = caller.Associations.Select(associations.Find).OfType<Association>().Select(association => association.Profile);
        var (keys, numbers) = (caller.Associations, CaseNumbers.Meant(number, profiles, now).ToList());
        var cases = await context.Cases.Where(row => keys.Contains(row.AssociationKey) && numbers.Contains(row.Number)).Select(row => new { row.Id, row.WorkflowInstanceId }).ToListAsync(ct);
        var ids = cases.ConvertAll(row => row.Id);
        List<string> instances =
        [
            .. cases.Select(row => row.WorkflowInstanceId),
            .. await context.Instances.Where(row => row.CaseId != null && ids.Contains(row.CaseId) && row.ParentInstanceId != null).Select(row => row.Id).ToListAsync(ct),
        ];
        var open = await context.UserTasks
            .Where(task => instances.Contains(task.WorkflowInstanceId) && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed))
            .OrderBy(task => task.CreatedAt).Select(task => new InboxEntry(task.Id, task.CreatedAt)).Take(MostOfANumber).ToListAsync(ct);
        return open.Count == 0 ? ([], 0) : await WalkedAsync(context, walks, filter, now, paging, ct, open);
    }

    /// <summary>The columns of <see cref="InboxSql.Counts"/>.</summary>
    private sealed record ScopeCounts(int Mine, int Available, int All, int NeedsAttention);
}
