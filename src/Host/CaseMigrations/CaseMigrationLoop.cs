using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.CaseMigrations;

/// <summary>Wakes whoever moves cases.</summary>
internal sealed class CaseMigrationSignal : WakeSignal;

/// <summary>Carries out every item that waits. Two hosts that take the same one are harmless: the second finds it done.</summary>
internal sealed class CaseMigrationWork(IDbContextFactory<CaseDbContext> contexts, CaseMigrator migrator, ILogger<CaseMigrationWork> logger)
{
    /// <summary>Answers how many were carried out. One that fails is left for the next sweep, and keeps none of the others.</summary>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var waiting = await context.CaseMigrationItems.Where(item => item.Status == MigrationItemStatus.Waiting || item.Status == MigrationItemStatus.UndoWaiting)
            .OrderBy(item => item.MigrationId).ThenBy(item => item.InstanceId).Select(item => new { item.MigrationId, item.InstanceId }).ToListAsync(ct);
        var done = 0;
        foreach (var item in waiting)
        {
            try
            {
                var outcome = await migrator.CarryOutAsync(item.MigrationId, item.InstanceId, ct);
                done += outcome.Refusal is null ? 1 : 0;
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                logger.LogError(failed, "Instance {InstanceId} could not be migrated; the next sweep tries again", item.InstanceId);
            }
        }

        return done;
    }
}

/// <summary>Moves cases when woken, and on a sweep what a stop left undone.</summary>
internal sealed class CaseMigrationLoop(CaseMigrationWork work, CaseMigrationSignal signal, ILogger<CaseMigrationLoop> logger) : BackgroundLoop(signal, TimeSpan.FromSeconds(30), logger)
{
    protected override Task WorkAsync(CancellationToken ct) => work.DrainAsync(ct);
}
