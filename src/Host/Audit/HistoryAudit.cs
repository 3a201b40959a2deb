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
/// Walks the chain of every case and holds its end against the head that stands in the case's own row. It sees what was changed, replaced, moved or
/// taken away, also at the end; it cannot see what somebody with the database rewrote in both places (ADR 0012).
/// </summary>
internal sealed class HistoryAudit(IDbContextFactory<CaseDbContext> contexts)
{
    public async Task<HistoryVerdict> VerifyAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await VerifyAsync(context, ct);
    }

    /// <summary>As the other, over a database somebody has open. Holds one history in memory at a time.</summary>
    public static async Task<HistoryVerdict> VerifyAsync(CaseDbContext context, CancellationToken ct)
    {
        var (cases, events, broken) = (0, 0L, new List<BrokenHistory>());
        var (ofOneCase, head) = (new List<CaseEvent>(), default(Head));
        var lines =
            from line in context.CaseEvents
            join one in context.Cases on line.CaseId equals one.Id into owners
            from owner in owners.DefaultIfEmpty()
            orderby line.CaseId, line.Seq
            select new { line, Seq = (long?)owner!.HistorySeq, Hash = owner.HistoryHash, owner.Number };
        await foreach (var row in lines.AsAsyncEnumerable().WithCancellation(ct))
        {
            if (ofOneCase is [{ CaseId: var before }, ..] && before != row.line.CaseId)
            {
                Check();
            }

            ofOneCase.Add(row.line.ToEvent());
            head = new(row.Seq, row.Hash, row.Number);
            events++;
        }

        if (ofOneCase.Count > 0)
        {
            Check();
        }

        broken.AddRange(await WithoutHistoryAsync(context, ct));
        return new(cases, events, broken);

        void Check()
        {
            cases++;
            if (Fault(ofOneCase, head) is { } place)
            {
                broken.Add(new(ofOneCase[0].CaseId, head.Number, place));
            }

            ofOneCase.Clear();
        }
    }

    private static ChainBreak? Fault(List<CaseEvent> events, Head head)
        => head.Seq is { } seq ? HashChain.Verify(events, seq, head.Hash!) : HashChain.Verify(events) ?? new(events.Count, ChainFault.CaseMissing);

    /// <summary>Every case begins with an event; one that has none has lost them all.</summary>
    private static async Task<List<BrokenHistory>> WithoutHistoryAsync(CaseDbContext context, CancellationToken ct)
        => (await context.Cases.Where(row => !context.CaseEvents.Any(one => one.CaseId == row.Id)).Select(row => new { row.Id, row.Number }).ToListAsync(ct))
            .ConvertAll(row => new BrokenHistory(row.Id, row.Number, new ChainBreak(1, ChainFault.Gap)));

    /// <summary>Where the case says its history ends; without a number when there is no case.</summary>
    private readonly record struct Head(long? Seq, string? Hash, string? Number);
}
