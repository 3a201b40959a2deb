using CaseWorkflows.Cases.History;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>A case's own history: appended, never changed; each line sealed over the one before.</summary>
internal static class HistoryStore
{
    /// <summary>Numbers, chains and writes the event behind the newest one of its case.</summary>
    public static async Task<CaseEvent> AppendInTx(CaseTransaction tx, CaseEvent next, CancellationToken ct)
    {
        var (seq, hash) = await HeadInTx(tx, next.CaseId, ct);
        var linked = HashChain.Link(next, seq, hash);
        await tx.Command("""
            INSERT INTO case_events (case_id, seq, at, actor, on_behalf_of, action, activity_type, activity_id, clause, definition_version, reason, data, previous_hash, hash)
            VALUES (@case, @seq, @at, @actor, @behalf, @action, @type, @activity, @clause, @version, @reason, @data, @previous, @hash)
            """)
            .With("@case", linked.CaseId).With("@seq", linked.Seq).With("@at", linked.At).With("@actor", linked.Actor)
            .With("@behalf", linked.OnBehalfOf).With("@action", linked.Action).With("@type", linked.ActivityType).With("@activity", linked.ActivityId)
            .With("@clause", linked.Clause).With("@version", linked.DefinitionVersion).With("@reason", linked.Reason).With("@data", linked.Data)
            .With("@previous", linked.PreviousHash).With("@hash", linked.Hash)
            .ExecuteNonQueryAsync(ct);
        return linked;
    }

    private static async Task<(long Seq, string Hash)> HeadInTx(CaseTransaction tx, string caseId, CancellationToken ct)
    {
        await using var reader = await tx.Command("SELECT seq, hash FROM case_events WHERE case_id = @case ORDER BY seq DESC LIMIT 1")
            .With("@case", caseId).ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetInt64(0), reader.GetString(1)) : (0, HashChain.Genesis);
    }
}
