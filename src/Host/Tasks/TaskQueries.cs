using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>The inbox: what a person has claimed, may claim, or oversees.</summary>
internal sealed class TaskQueries(IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    public async Task<Page<TaskView>> ListAsync(CurrentCaller caller, TaskScope scope, string? association, Paging paging, string? language, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations.Where(key => association is null || key == association).ToList();
        var (ids, total) = mine.Count == 0 ? ([], 0)
            : scope == TaskScope.Mine ? await ClaimedAsync(context, caller, mine, paging, ct)
            : await WaitingAsync(context, caller, scope, mine, paging, ct);
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

    /// <summary>The roles a person holds in each association, for giving them a task.</summary>
    public async Task<Func<string, IReadOnlySet<string>>> RolesOfAsync(string userId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var held = (await context.StaffRoles.Where(row => row.UserId == userId).ToListAsync(ct)).ToLookup(row => row.AssociationKey, row => row.Role, StringComparer.Ordinal);
        return association => held[association].ToHashSet(StringComparer.Ordinal);
    }

    private async Task<(List<string> Ids, int Total)> ClaimedAsync(CaseDbContext context, CurrentCaller caller, List<string> mine, Paging paging, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var people = mine.SelectMany(caller.HandsIn).Distinct(StringComparer.Ordinal).ToList();
        var hands = mine.SelectMany(key => caller.HandsIn(key).Select(person => key + "/" + person)).ToList();
        var claimed = context.UserTasks
            .Where(task => task.Status == UserTaskStatus.Claimed && people.Contains(task.Assignee!) && hands.Contains(task.AssociationKey + "/" + task.Assignee));
        var ids = await claimed
            .OrderBy(task => task.DueAt <= now ? 0 : 1).ThenByDescending(task => task.Priority).ThenBy(task => task.DueAt == null).ThenBy(task => task.DueAt)
            .ThenBy(task => task.CreatedAt).ThenBy(task => task.Id)
            .Select(task => task.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return (ids, await claimed.CountAsync(ct));
    }

    private async Task<(List<string> Ids, int Total)> WaitingAsync(
        CaseDbContext context, CurrentCaller caller, TaskScope scope, List<string> mine, Paging paging, CancellationToken ct)
    {
        var streams = mine.SelectMany(key => caller.RolesIn(key).Select(role => new InboxStream(key, TaskCandidateRow.RoleKind, role))
            .Append(new InboxStream(key, TaskCandidateRow.UserKind, caller.Id))
            .Concat(caller.StandsInFor(key).SelectMany(principal => principal.Roles.Select(role => new InboxStream(key, TaskCandidateRow.RoleKind, role))
                .Append(new InboxStream(key, TaskCandidateRow.UserKind, principal.Id))))).Distinct().ToList();
        var (page, count) = scope == TaskScope.Available
            ? (InboxSql.Offered(streams, caller.Id, clock.GetUtcNow(), paging), InboxSql.CountOffered(streams, caller.Id))
            : (InboxSql.Open(mine, paging), InboxSql.CountOpen(mine));
        var ids = await context.Database.SqlQueryRaw<string>(page.Text, page.Values).ToListAsync(ct);
        return (ids, (await context.Database.SqlQueryRaw<int>(count.Text, count.Values).ToListAsync(ct)).Single());
    }
}

/// <summary>Which tasks: the caller's own, those they might claim, or every open one.</summary>
internal enum TaskScope
{
    Mine,
    Available,
    All,
}
