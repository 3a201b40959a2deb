using System.Runtime.CompilerServices;
using System.Text;
using CaseWorkflows.Evidence.Sealing;
using CaseWorkflows.Host.Associations;
using CaseWorkflows.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Sealing;

/// <summary>
/// Holds the database against its seals, and the seals against their copies outside it: whoever rewrites a history with all its hashes cannot rewrite what was signed and kept elsewhere.
/// </summary>
internal sealed class SealAudit(IDbContextFactory<CaseDbContext> contexts, SealKeys keys, SealCopies copies, AssociationRegistry associations)
{
    private const string Newest = """
        SELECT h.case_id AS "CaseId", h.seq AS "Seq", h.hash AS "Hash" FROM sealed_heads h
        WHERE h.association_key = {0} AND h.seal = (SELECT max(x.seal) FROM sealed_heads x WHERE x.association_key = h.association_key AND x.case_id = h.case_id) ORDER BY h.case_id
        """;

    private const string Moved = """
        SELECT h.case_id AS "CaseId", c.number AS "Number", h.seal AS "Seal", h.seq AS "Seq",
            coalesce((SELECT max(x.seq) FROM sealed_heads x WHERE x.association_key = h.association_key AND x.case_id = h.case_id AND x.seal < h.seal), 0) + 1 AS "First"
        FROM sealed_heads h LEFT JOIN cases c ON c.id = h.case_id LEFT JOIN case_events e ON e.case_id = h.case_id AND e.seq = h.seq
        WHERE h.association_key = {0} AND (e.hash IS NULL OR e.hash <> h.hash) ORDER BY h.case_id, h.seal
        """;

    /// <summary>What does not hold, in words; nothing when all does.</summary>
    public async IAsyncEnumerable<string> FindAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var association in associations.All)
        {
            await using var context = await contexts.CreateDbContextAsync(ct);
            var lines = await context.Seals.AsNoTracking().Where(row => row.AssociationKey == association.Key).OrderBy(row => row.Number).Select(row => row.Line).ToListAsync(ct);
            var seals = lines.ConvertAll(line => Seal.Parse(Encoding.UTF8.GetBytes(line)));
            var chain = new SealChain(association.Key, new KeyChain(await keys.AllAsync(association.Key, ct)));
            seals.ForEach(seal => chain.Add(seal));
            if (chain.Broken is { } broken)
            {
                yield return $"{association.Key}: {broken.Message.English}";
            }

            foreach (var (index, copy) in (await copies.ReadAsync(association.Key, ct)).Index().Where(copy => copy.Index >= lines.Count || lines[copy.Index] != copy.Item))
            {
                yield return $"{association.Key}: seal {index + 1} was copied as {copy}, and that is not what the database holds.";
            }

            await foreach (var difference in RootsAsync(context, association.Key, seals, ct))
            {
                yield return $"{association.Key}: {difference}";
            }

            var first = new HashSet<string>(StringComparer.Ordinal);
            await foreach (var moved in context.Database.SqlQueryRaw<MovedHead>(Moved, association.Key).AsAsyncEnumerable().WithCancellation(ct))
            {
                if (first.Add(moved.CaseId))
                {
                    var when = seals.ElementAtOrDefault((int)moved.Seal - 1)?.At;
                    yield return $"{moved.Number ?? moved.CaseId}: one of the events {moved.First} to {moved.Seq} is not what was sealed with number {moved.Seal} on {when}.";
                }
            }
        }
    }

    /// <summary>Whether the trees still come to the roots that were signed: those of what moved for every seal, that of all cases for the newest.</summary>
    private static async IAsyncEnumerable<string> RootsAsync(CaseDbContext context, string association, IReadOnlyList<Seal?> seals, [EnumeratorCancellation] CancellationToken ct)
    {
        var (tree, number) = (new MerkleBuilder(), 0L);
        var roots = new Dictionary<long, (long Count, string Root)>();
        await foreach (var head in context.SealedHeads.AsNoTracking().Where(row => row.AssociationKey == association).OrderBy(row => row.Seal).ThenBy(row => row.CaseId).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (head.Seal != number)
            {
                roots[number] = (tree.Count, tree.Root());
                (tree, number) = (new MerkleBuilder(), head.Seal);
            }

            tree.Add(new SealedHead(head.CaseId, head.Seq, head.Hash).LeafHash());
        }

        roots[number] = (tree.Count, tree.Root());
        foreach (var seal in seals.OfType<Seal>())
        {
            var (count, root) = roots.GetValueOrDefault(seal.Number, (0, MerkleTree.EmptyRoot));
            if (count != seal.Changed || root != seal.ChangedRoot)
            {
                yield return $"the sealed ends of histories of seal {seal.Number} are not those that were signed.";
            }
        }

        if (seals is not [.., { } newest])
        {
            yield break;
        }

        var all = new MerkleBuilder();
        await foreach (var head in context.Database.SqlQueryRaw<NewestHead>(Newest, association).AsAsyncEnumerable().WithCancellation(ct))
        {
            all.Add(new SealedHead(head.CaseId, head.Seq, head.Hash).LeafHash());
        }

        if (all.Count != newest.Cases || all.Root() != newest.Root)
        {
            yield return $"the ends of all histories are not those that were signed with seal {newest.Number}: a case is missing, or one was added before it.";
        }
    }

    private sealed record NewestHead(string CaseId, long Seq, string Hash);

    private sealed record MovedHead(string CaseId, string? Number, long Seal, long Seq, long First);
}
