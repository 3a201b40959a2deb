using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Tasks;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Committees;

/// <summary>
/// Sees to the ballots somebody sits in when their roles change or their account is locked: each case is a unit of work of its own, after the change itself. Should the process
/// die between, the next act on the case notices it.
/// </summary>
internal sealed class SeatChanges(UnitOfWork unitOfWork, SittingChanges changes, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock)
{
    /// <summary>Carries over what a change of the person answered; nothing is done after a refusal.</summary>
    public async Task<Outcome<string>> AfterAsync(string personId, Outcome<string> changed, CancellationToken ct)
    {
        if (changed.Refusal is null)
        {
            foreach (var taskId in await OpenBallotsAsync(personId, ct))
            {
                await unitOfWork.WriteAsync<bool>((tx, token) => ReseatInTx(tx, taskId, personId, token), ct);
            }
        }

        return changed;
    }

    private async Task<Outcome<bool>> ReseatInTx(CaseTransaction tx, string taskId, string personId, CancellationToken ct)
    {
        if (await TaskStore.LoadInTx(tx, taskId, ct) is not var (stored, file) || UserTaskRules.WhyClosed(stored.Task) is not null
            || await SittingStore.FindInTx(tx, taskId, file.Association, ct, stillSeated: personId) is not { } before)
        {
            return true;
        }

        var hand = new SittingInHand(tx, stored, file, before, Actor.System(file.Association), clock.GetUtcNow());
        return (await changes.ReseatAsync(hand, personId, ct)).Map(_ => true);
    }

    private async Task<List<string>> OpenBallotsAsync(string personId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await (
            from member in context.SittingMembers
            join sitting in context.Sittings on new { member.TaskId, member.Round } equals new { sitting.TaskId, sitting.Round }
            join task in context.UserTasks on new { Instance = sitting.WorkflowInstanceId, Id = sitting.TaskId } equals new { Instance = task.WorkflowInstanceId, task.Id }
            where member.UserId == personId && sitting.DecidedAt == null && (task.Status == UserTaskStatus.Available || task.Status == UserTaskStatus.Claimed)
            orderby sitting.OpenedAt, sitting.TaskId
            select sitting.TaskId).ToListAsync(ct);
    }
}
