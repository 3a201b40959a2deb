using CaseWorkflows.Cases.Calendars;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Sealing;

/// <summary>Seals the ends of all histories of an association. Killed in the middle it has sealed nothing; two that seal at once leave one seal.</summary>
internal sealed class Sealer(IDbContextFactory<CaseDbContext> contexts, UnitOfWork unitOfWork, Database database, SealKeys keys, TimeProvider clock)
{
    /// <summary>A day, give or take the length of a job.</summary>
    private static readonly TimeSpan SameDay = TimeSpan.FromHours(20);

    private const string Heads = """
        SELECT c.id AS "CaseId", c.history_seq AS "Seq", c.history_hash AS "Hash", h.hash AS "SealedHash"
        FROM cases c LEFT JOIN sealed_heads h ON h.association_key = c.association_key AND h.case_id = c.id
            AND h.seal = (SELECT max(x.seal) FROM sealed_heads x WHERE x.association_key = c.association_key AND x.case_id = c.id)
        WHERE c.association_key = {0} ORDER BY c.id
        """;

    /// <summary>The seal; null for an association without a case, when another host was faster, and when nothing has moved since a seal of the same day.</summary>
    public async Task<Seal?> SealAsync(string association, CancellationToken ct)
    {
        var (all, changed, moved) = (new MerkleBuilder(), new MerkleBuilder(), new List<SealedHead>());
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Database.OpenConnectionAsync(ct);
        await database.AllowLongReadsAsync(context.Database.GetDbConnection(), ct);
        var before = await context.Seals.AsNoTracking().Where(row => row.AssociationKey == association).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        await foreach (var line in context.Database.SqlQueryRaw<HeadLine>(Heads, association).AsAsyncEnumerable().WithCancellation(ct))
        {
            var head = new SealedHead(line.CaseId, line.Seq, line.Hash);
            var leaf = head.LeafHash();
            all.Add(leaf);
            if (line.Hash != line.SealedHash)
            {
                changed.Add(leaf);
                moved.Add(head);
            }
        }

        if (all.Count == 0)
        {
            return null;
        }

        if (before is not null && changed.Count == 0 && clock.GetUtcNow() - before.At < SameDay)
        {
            return null; // begun again after a crash: it was sealed already
        }

        var reads = await context.ReadBatches.AsNoTracking().Where(row => row.AssociationKey == association).OrderByDescending(row => row.Number).FirstOrDefaultAsync(ct);
        var readCount = await context.ReadBatches.Where(row => row.AssociationKey == association).SumAsync(row => row.Reads, ct);
        var (key, own) = await keys.CurrentAsync(association, ct);
        using (own)
        {
            var now = clock.GetUtcNow();
            var seal = new Seal
            {
                Number = (before?.Number ?? 0) + 1, Association = association, At = Instant.ToText(now), Cases = all.Count, Root = all.Root(), Changed = changed.Count, ChangedRoot = changed.Root(),
                Reads = readCount, ReadsHash = reads?.Hash ?? HashChain.Genesis, Previous = before is null ? HashChain.Genesis : Hash(before.Line), Key = key.Id,
            }.Sign(own);
            return await KeepAsync(seal, moved, now, ct) ? seal : null;
        }
    }

    private static string Hash(string line) => Seal.Parse(System.Text.Encoding.UTF8.GetBytes(line))?.Hash() ?? throw new InvalidOperationException("The newest seal cannot be read; 'audit verify' says more.");

    private async Task<bool> KeepAsync(Seal seal, List<SealedHead> moved, DateTimeOffset now, CancellationToken ct)
    {
        var outcome = await unitOfWork.WriteAsync<bool>(async (tx, token) =>
        {
            var mine = await tx.Command("INSERT INTO seals (association_key, number, at, line) VALUES (@association, @number, @at, @line) ON CONFLICT DO NOTHING")
                .With("@association", seal.Association).With("@number", seal.Number).With("@at", now).With("@line", System.Text.Encoding.UTF8.GetString(seal.ToLine())).ExecuteAsync(token);
            if (mine == 0)
            {
                return false;
            }

            foreach (var head in moved)
            {
                await tx.Command("INSERT INTO sealed_heads (association_key, case_id, seal, seq, hash) VALUES (@association, @case, @seal, @seq, @hash)")
                    .With("@association", seal.Association).With("@case", head.CaseId).With("@seal", seal.Number).With("@seq", head.Seq).With("@hash", head.Hash).WriteAsync(token);
            }

            return true;
        }, ct);
        return outcome.Refusal is null ? outcome.Value : throw new InvalidOperationException($"The seal could not be kept: {outcome.Refusal.Code}.");
    }

    private sealed record HeadLine(string CaseId, long Seq, string Hash, string? SealedHash);
}
