using CaseWorkflows.Cases.History;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Audit;

/// <summary>A case whose history does not hold, and where.</summary>
internal sealed record BrokenHistory(string CaseId, string? CaseNumber, ChainBreak Break);

/// <summary>What a walk over all histories came to.</summary>
internal sealed record HistoryVerdict(int Cases, long Events, IReadOnlyList<BrokenHistory> Broken);

/// <summary>
/// Walks the chain of every case. It sees what was changed, replaced, moved or taken out of the middle; it cannot see that the newest events are gone
/// or that somebody with the database recomputed a whole chain (ADR 0012).
/// </summary>
internal sealed class HistoryAudit(IDbContextFactory<CaseDbContext> contexts)
{
    public async Task<HistoryVerdict> VerifyAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var (cases, events, broken) = (0, 0L, new List<BrokenHistory>());
        var ofOneCase = new List<CaseEventRow>();
        await foreach (var row in context.CaseEvents.OrderBy(row => row.CaseId).ThenBy(row => row.Seq).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (ofOneCase.Count > 0 && ofOneCase[0].CaseId != row.CaseId)
            {
                Check();
            }

            ofOneCase.Add(row);
            events++;
        }

        if (ofOneCase.Count > 0)
        {
            Check();
        }

        broken.AddRange(await WithoutHistoryAsync(context, ct));
        return new(cases, events, await NamedAsync(context, broken, ct));

        void Check()
        {
            cases++;
            if (HashChain.Verify(ofOneCase.Select(one => one.ToEvent())) is { } place)
            {
                broken.Add(new(ofOneCase[0].CaseId, null, place));
            }

            ofOneCase.Clear();
        }
    }

    /// <summary>Every case begins with an event; one that has none has lost them all.</summary>
    private static async Task<List<BrokenHistory>> WithoutHistoryAsync(CaseDbContext context, CancellationToken ct)
        => (await context.Cases.Where(row => !context.CaseEvents.Any(one => one.CaseId == row.Id)).Select(row => row.Id).ToListAsync(ct))
            .ConvertAll(id => new BrokenHistory(id, null, new ChainBreak(1, ChainFault.Gap)));

    private static async Task<IReadOnlyList<BrokenHistory>> NamedAsync(CaseDbContext context, List<BrokenHistory> broken, CancellationToken ct)
    {
        var ids = broken.ConvertAll(one => one.CaseId);
        var numbers = await context.Cases.Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Number, ct);
        return broken.ConvertAll(one => one with { CaseNumber = numbers.GetValueOrDefault(one.CaseId) });
    }
}
