using System.Data.Common;
using CaseWorkflows.Cases.History;
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
internal sealed class HistoryAudit(IDbContextFactory<CaseDbContext> contexts, Database database)
{
    private const string Lines = """
        SELECT e.case_id, e.seq, e.at, e.actor, e.on_behalf_of, e.action, e.activity_type, e.activity_id, e.clause, e.definition_version, e.reason, e.data,
            e.previous_hash, e.hash, e.role, e.channel, c.history_seq, c.history_hash, c.number
        FROM case_events e LEFT JOIN cases c ON c.id = e.case_id ORDER BY e.case_id, e.seq
        """;

    public async Task<HistoryVerdict> VerifyAsync(CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        await context.Database.OpenConnectionAsync(ct);
        await database.AllowLongReadsAsync(context.Database.GetDbConnection(), ct);
        return await VerifyAsync(context, ct);
    }

    /// <summary>As the other, over a database somebody has open. Holds one history in memory at a time, which EF, where it retries, would not.</summary>
    public static async Task<HistoryVerdict> VerifyAsync(CaseDbContext context, CancellationToken ct)
    {
        var (cases, events, broken) = (0, 0L, new List<BrokenHistory>());
        var (ofOneCase, head) = (new List<CaseEvent>(), default(Head));
        await context.Database.OpenConnectionAsync(ct);
        await using (var command = context.Database.GetDbConnection().CreateCommand())
        {
            (command.CommandText, command.CommandTimeout) = (Lines, 0);
            await using var rows = await command.ExecuteReaderAsync(ct);
            while (await rows.ReadAsync(ct))
            {
                var line = ReadEvent(rows);
                if (ofOneCase is [{ CaseId: var before }, ..] && before != line.CaseId)
                {
                    Check();
                }

                ofOneCase.Add(line);
                head = rows.IsDBNull(16) ? default : new(rows.GetInt64(16), rows.GetString(17), rows.GetString(18));
                events++;
            }
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
        => head.Hash is { } hash ? HashChain.Verify(events, head.Seq, hash) : HashChain.Verify(events) ?? new(events.Count, ChainFault.CaseMissing);

    private static CaseEvent ReadEvent(DbDataReader row)
    {
        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        return new CaseEvent
        {
            CaseId = row.GetString(0), Seq = row.GetInt64(1), At = new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero), Actor = row.GetString(3),
            OnBehalfOf = Text(4), Action = row.GetString(5), ActivityType = Text(6), ActivityId = Text(7), Clause = Text(8), DefinitionVersion = Text(9),
            Reason = Text(10), Data = Text(11), PreviousHash = row.GetString(12), Hash = row.GetString(13), Role = Text(14), Channel = Text(15),
        };
    }

    /// <summary>Every case begins with an event; one that has none has lost them all.</summary>
    private static async Task<List<BrokenHistory>> WithoutHistoryAsync(CaseDbContext context, CancellationToken ct)
        => (await context.Cases.Where(row => !context.CaseEvents.Any(one => one.CaseId == row.Id)).Select(row => new { row.Id, row.Number }).ToListAsync(ct))
            .ConvertAll(row => new BrokenHistory(row.Id, row.Number, new ChainBreak(1, ChainFault.Gap)));

    /// <summary>Where the case says its history ends; empty when there is no case.</summary>
    private readonly record struct Head(long Seq, string? Hash, string? Number);
}
