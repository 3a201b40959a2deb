using System.Globalization;

namespace CaseWorkflows.Host.NightWatch;

internal static class DeliveryRepairs
{
    /// <summary>Back into the outbox. The idempotency key keeps it from being there twice.</summary>
    public static async ValueTask<bool> DeliverAgainAsync(RepairScope scope, string outboxId, CancellationToken ct)
        => await scope.Tx.Command("UPDATE outbox SET dispatched_at = NULL, attempts = 0, next_attempt_at = @now WHERE id = @id AND dead_at IS NULL")
            .With("@now", scope.Now).With("@id", long.Parse(outboxId, CultureInfo.InvariantCulture)).ExecuteAsync(ct) == 1;

    /// <summary>Due at once; it is delivered after the unit of work.</summary>
    public static async ValueTask<bool> DeliverNowAsync(RepairScope scope, string outboxId, CancellationToken ct)
        => await scope.Tx.Command("UPDATE outbox SET next_attempt_at = @now WHERE id = @id AND dispatched_at IS NULL AND dead_at IS NULL")
            .With("@now", scope.Now).With("@id", long.Parse(outboxId, CultureInfo.InvariantCulture)).ExecuteAsync(ct) == 1;
}
