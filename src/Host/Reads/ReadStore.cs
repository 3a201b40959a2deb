using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Reads;

/// <summary>Reads in the database: appended in batches, each batch sealed over the one before, as a case's events are.</summary>
internal static class ReadStore
{
    /// <summary>Takes in what is not there yet; answers how many that were.</summary>
    public static async ValueTask<int> AppendInTx(CaseTransaction tx, IReadOnlyList<ReadEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        var taken = 0;
        foreach (var association in entries.DistinctBy(entry => entry.Id).GroupBy(entry => entry.Association, StringComparer.Ordinal))
        {
            var fresh = new List<ReadEntry>();
            foreach (var entry in association)
            {
                if (!await tx.Command("SELECT 1 FROM reads WHERE id = @id").With("@id", entry.Id).FirstAsync(row => row.Int(0) == 1, ct))
                {
                    fresh.Add(entry);
                }
            }

            if (fresh.Count > 0)
            {
                await AppendBatchInTx(tx, association.Key, fresh, now, ct);
                taken += fresh.Count;
            }
        }

        return taken;
    }

    /// <summary>The hash over a batch: SHA-256 of the canonical JSON of the hash before it, its number and its reads.</summary>
    public static string HashOf(string association, long number, string previous, IEnumerable<ReadEntry> entries) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(new JsonObject
    {
        ["association"] = association,
        ["number"] = number,
        ["previous"] = previous,
        ["reads"] = new JsonArray([.. entries.Select(Facts)]),
    })));

    private static JsonNode Facts(ReadEntry entry) => new JsonObject
    {
        ["id"] = entry.Id, ["at"] = entry.At, ["reader"] = entry.Reader, ["what"] = entry.What, ["extent"] = entry.Extent.ToString(), ["basis"] = entry.Basis.ToString(),
        ["channel"] = entry.Channel, ["purpose"] = entry.Purpose, ["cases"] = new JsonArray([.. entry.Cases.Select(id => (JsonNode)id)]),
    };

    private static async ValueTask AppendBatchInTx(CaseTransaction tx, string association, List<ReadEntry> entries, DateTimeOffset now, CancellationToken ct)
    {
        var (last, previous) = await tx.Command("SELECT number, hash FROM read_batches WHERE association_key = @association ORDER BY number DESC LIMIT 1")
            .With("@association", association).FirstAsync(row => ((long, string)?)(row.Number(0), row.Text(1)), ct) ?? (0, HashChain.Genesis);
        var number = last + 1;
        await tx.Command("INSERT INTO read_batches (association_key, number, at, reads, previous_hash, hash) VALUES (@association, @number, @at, @reads, @previous, @hash)")
            .With("@association", association).With("@number", number).With("@at", now).With("@reads", entries.Count).With("@previous", previous)
            .With("@hash", HashOf(association, number, previous, entries)).WriteAsync(ct);
        foreach (var (place, entry) in entries.Index())
        {
            await tx.Command("""
                INSERT INTO reads (id, association_key, batch, place, at, reader, what, extent, basis, channel, purpose)
                VALUES (@id, @association, @batch, @place, @at, @reader, @what, @extent, @basis, @channel, @purpose)
                """)
                .With("@id", entry.Id).With("@association", association).With("@batch", number).With("@place", place).With("@at", entry.At).With("@reader", entry.Reader).With("@what", entry.What)
                .With("@extent", entry.Extent).With("@basis", entry.Basis).With("@channel", entry.Channel).With("@purpose", entry.Purpose).WriteAsync(ct);
            foreach (var (index, caseId) in entry.Cases.Index())
            {
                await tx.Command("INSERT INTO read_cases (case_id, at, read_id, place) VALUES (@case, @at, @read, @place)")
                    .With("@case", caseId).With("@at", entry.At).With("@read", entry.Id).With("@place", index).WriteAsync(ct);
            }
        }
    }
}
