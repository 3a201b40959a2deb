using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Graphs;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Definitions;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Triggers;

/// <summary>
/// Starts what the clock sets off. The row moves on to its next time in the transaction that starts the instance, so a time fires once whoever looks; times
/// that went by while nobody looked count as one.
/// </summary>
internal sealed class TriggerClock(
    UnitOfWork unitOfWork, TriggeredWorkflows workflows, DefinitionCatalogue definitions, IDbContextFactory<CaseDbContext> contexts, ILogger<TriggerClock> logger)
{
    private const int AtOnce = 100;

    /// <summary>Fires every trigger due by then, oldest first, and answers how many started something.</summary>
    public async Task<int> FireDueAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var due = await context.Triggers.Where(row => row.NextAttemptAt <= now).OrderBy(row => row.NextAttemptAt).Take(AtOnce).ToListAsync(ct);
        var fired = 0;
        foreach (var trigger in due)
        {
            fired += await FireAsync(trigger, now, ct) ? 1 : 0;
        }

        return fired;
    }

    /// <summary>When to look next; null when no trigger waits for the clock.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Triggers.Where(row => row.NextAttemptAt != null).OrderBy(row => row.NextAttemptAt).Select(row => row.NextAttemptAt).FirstOrDefaultAsync(ct);
    }

    private async Task<bool> FireAsync(TriggerRow trigger, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var graph = await definitions.GraphAsync(trigger.DefinitionVersionId, ct);
            var next = graph.Triggers(now).Triggers.FirstOrDefault(one => one.ActivityId == trigger.ActivityId && one.Hash == trigger.Hash);
            var outcome = await unitOfWork.WriteAsync<bool>(async (tx, token) =>
            {
                if (!await TriggerStore.AdvanceInTx(tx, trigger, next is { Recurs: true } ? next.DueAt : null, token))
                {
                    return false;
                }

                var stimulus = new Stimulus.Start(TriggerActivityId: trigger.ActivityId);
                await workflows.StartInTx(tx, trigger.AssociationKey, trigger.DefinitionVersionId, stimulus, Actor.System(trigger.AssociationKey), now, token);
                return true;
            }, ct);
            return outcome.Value;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Trigger {ActivityId} of {VersionId} failed on attempt {Attempt}", trigger.ActivityId, trigger.DefinitionVersionId, trigger.Attempts + 1);
            await PostponeAsync(trigger, now, failed.GetType().Name, ct);
            return false;
        }
    }

    /// <summary>Never given up, as timers are not.</summary>
    private Task<Outcome<bool>> PostponeAsync(TriggerRow trigger, DateTimeOffset now, string error, CancellationToken ct) => unitOfWork.WriteAsync<bool>(async (tx, token) =>
    {
        await TriggerStore.PostponeInTx(tx, trigger, now + Backoff.After(trigger.Attempts), error, token);
        return true;
    }, ct);
}
