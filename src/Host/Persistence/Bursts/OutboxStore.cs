using System.Text.Json;
using System.Text.Json.Nodes;

namespace CaseWorkflows.Host.Persistence.Bursts;

/// <summary>What must leave the process once the transaction is through.</summary>
/// <param name="Kind">Who delivers it.</param>
/// <param name="IdempotencyKey">The same for every try; a second row with the same key is not written.</param>
/// <param name="Association">Whose it is.</param>
/// <param name="CaseId">The case it is about; null when about none.</param>
/// <param name="Payload">What the deliverer needs.</param>
internal sealed record OutboxMessage(string Kind, string IdempotencyKey, string Association, string? CaseId, JsonNode Payload);

internal static class OutboxStore
{
    public static async ValueTask InsertInTx(CaseTransaction tx, OutboxMessage message, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO outbox (kind, idempotency_key, association_key, case_id, payload, created_at, next_attempt_at, attempts)
            VALUES (@kind, @key, @association, @case, @payload, @now, @now, 0) ON CONFLICT (idempotency_key) DO NOTHING
            """)
            .With("@kind", message.Kind).With("@key", message.IdempotencyKey).With("@association", message.Association)
            .With("@case", message.CaseId).With("@payload", message.Payload.ToJsonString(JsonSerializerOptions.Web)).With("@now", now)
            .WriteAsync(ct);
}
