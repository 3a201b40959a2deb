using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Documents;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.NightWatch;

/// <summary>What a watch found: all of it counted, the first of it named.</summary>
/// <param name="Code">The watch's code.</param>
/// <param name="Sentence">What is wrong.</param>
/// <param name="Remedy">What was done, or is to be done.</param>
/// <param name="Ids">The first of the things found.</param>
/// <param name="Found">How many there were.</param>
/// <param name="Left">How many there are still.</param>
internal sealed record Finding(string Code, LocalizedText Sentence, LocalizedText Remedy, IReadOnlyList<string> Ids, long Found, long Left);

/// <summary>Asks every watch's question and, when told to, puts right what it safely can: each thing in a unit of work of its own, with a line in its case's history.</summary>
internal sealed class NightWatcher(
    UnitOfWork unitOfWork, BurstRunner bursts, TimerDispatcher timers, OutboxDispatcher outbox, IDbContextFactory<CaseDbContext> contexts, Database database, DocumentFolder documents,
    TimeProvider clock, ILogger<NightWatcher> logger)
{
    private const int MostNamed = 20;

    // The rest waits for the next night. So much at once means that somebody must look anyway.
    private const int MostRepaired = 10_000;

    private static readonly Refusal NotSafe = new(RefusalKind.Conflict, "not-safe-to-repair", new(
        "لا يصلح هذا من غير إنسان ينظر فيه.", "This cannot be put right without a person."));

    /// <summary>Every question, those about what lies beside the database last.</summary>
    public IReadOnlyList<Watch> Questions { get; } = [.. Watches.All, .. DocumentWatch.Over(documents)];

    /// <summary>Every kind of impossible state there was, in the order of <see cref="Questions"/>; empty when all is well.</summary>
    public async Task<IReadOnlyList<Finding>> RunAsync(bool repair, CancellationToken ct)
    {
        var findings = new List<Finding>();
        foreach (var watch in Questions)
        {
            var (things, found) = await FindAsync(watch, repair ? MostRepaired : MostNamed, ct);
            if (found == 0)
            {
                continue;
            }

            var left = repair && watch.Repair is not null ? await RepairAsync(watch, things, ct) : found;
            var finding = new Finding(watch.Code, watch.Sentence, watch.Remedy, [.. things.Take(MostNamed).Select(thing => thing.Id)], found, left);
            logger.LogWarning("Night watch: {Code}, {Found} found, {Left} left. {Sentence} {Ids}", watch.Code, found, left, watch.Sentence.English, finding.Ids);
            findings.Add(finding);
        }

        return findings;
    }

    private async Task<(List<Impossible> Things, long Found)> FindAsync(Watch watch, int most, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Database.OpenConnectionAsync(ct);
        await database.AllowLongReadsAsync(context.Database.GetDbConnection(), ct);
        var (things, found) = (new List<Impossible>(), 0L);
        await foreach (var thing in watch.FindAsync(context, clock.GetUtcNow(), ct))
        {
            if (found++ < most)
            {
                things.Add(thing);
            }
        }

        return (things, found);
    }

    /// <summary>How much is left afterwards: the question is asked again, whatever the repairs say of themselves.</summary>
    private async Task<long> RepairAsync(Watch watch, List<Impossible> things, CancellationToken ct)
    {
        foreach (var thing in things)
        {
            await RepairAsync(watch, thing, ct);
        }

        await timers.FireDueAsync(clock.GetUtcNow(), ct);
        await outbox.DrainAsync(ct);
        return (await FindAsync(watch, most: 0, ct)).Found;
    }

    private async Task RepairAsync(Watch watch, Impossible thing, CancellationToken ct)
    {
        try
        {
            await unitOfWork.WriteAsync<bool>(async (tx, token) =>
            {
                var file = thing.CaseId is null ? null : await CaseStore.LoadInTx(tx, thing.CaseId, token);
                var scope = new RepairScope(tx, file, bursts, clock.GetUtcNow());
                if (!await watch.Repair!(scope, thing.Id, token))
                {
                    return NotSafe;
                }

                var facts = new JsonObject { ["finding"] = watch.Code };
                await scope.RecordAsync("NightWatchRepaired", null, (scope.Moved?.Into(facts) ?? facts).ToJsonString(), token);
                if (file is not null)
                {
                    await CaseStore.SaveInTx(tx, file, scope.Now, token);
                }

                return true;
            }, ct);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Night watch: {Code} {Id} could not be repaired", watch.Code, thing.Id);
        }
    }
}
