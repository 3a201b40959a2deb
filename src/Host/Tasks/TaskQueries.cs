using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Tasks;

/// <summary>The inbox. Overdue first, then by priority, then by what is due soonest, then longest waiting.</summary>
internal sealed class TaskQueries(IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    public async Task<Page<TaskView>> ListAsync(CurrentCaller caller, TaskScope scope, string? association, Paging paging, string? language, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations.Where(key => association is null || key == association).ToList();
        var tasks = Within(context, caller, scope, mine);
        var total = await tasks.CountAsync(ct);
        var now = clock.GetUtcNow();
        var rows = await (
            from task in tasks
            join row in context.Cases on task.CaseId equals row.Id
            orderby task.DueAt <= now ? 0 : 1, task.Priority descending, task.DueAt == null, task.DueAt, task.CreatedAt, task.Id
            select new { task, row.Number }).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return new([.. rows.Select(found => TaskView.Of(found.task, found.Number, language))], paging.Number, paging.Size, total);
    }

    public async Task<Outcome<TaskView>> FindAsync(CurrentCaller caller, string taskId, string? language, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations;
        var found = await (
            from task in context.UserTasks
            join row in context.Cases on task.CaseId equals row.Id
            where task.Id == taskId && mine.Contains(task.AssociationKey)
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

    private static IQueryable<UserTaskRow> Within(CaseDbContext context, CurrentCaller caller, TaskScope scope, List<string> mine)
    {
        var id = caller.Id;
        var open = context.UserTasks.Where(task => mine.Contains(task.AssociationKey));
        if (scope == TaskScope.Mine)
        {
            return open.Where(task => task.Assignee == id && task.Status == UserTaskStatus.Claimed);
        }

        var available = open.Where(task => task.Status == UserTaskStatus.Available);
        return scope == TaskScope.Available
            ? available.Where(Offered(context, caller, mine))
            : open.Where(task => task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed);
    }

    /// <summary>Offered to the person by name, or to a role held in the task's own association.</summary>
    private static System.Linq.Expressions.Expression<Func<UserTaskRow, bool>> Offered(CaseDbContext context, CurrentCaller caller, List<string> mine)
    {
        var (id, quoted) = (caller.Id, $"\"{caller.Id}\"");
        var held = mine.SelectMany(key => caller.RolesIn(key).Select(role => key + "\n" + role)).ToList();
        var offered = context.TaskCandidates
            .Where(candidate => (candidate.Kind == TaskCandidateRow.UserKind && candidate.Value == id)
                || (candidate.Kind == TaskCandidateRow.RoleKind && held.Contains(candidate.AssociationKey + "\n" + candidate.Value)))
            .Select(candidate => candidate.TaskId);
        return task => !task.ExcludedUsers.Contains(quoted) && offered.Contains(task.Id);
    }
}

/// <summary>Which tasks: the caller's own, those they might claim, or every open one.</summary>
internal enum TaskScope
{
    Mine,
    Available,
    All,
}
