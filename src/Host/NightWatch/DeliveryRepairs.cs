using System.Globalization;
using CaseWorkflows.Cases.Lifecycle;
using CaseWorkflows.Engine;
using CaseWorkflows.Host.Persistence.Bursts;

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

    /// <summary>
    /// Takes away an answer for what is over. One for what still runs is left: the step it was meant for may come, and whether old news is still right then, no
    /// program knows.
    /// </summary>
    public static async ValueTask<bool> DropAnswerAsync(RepairScope scope, string answerId, CancellationToken ct)
        => await IsForNobodyAsync(scope, answerId, ct)
            && await scope.Tx.Command("DELETE FROM stimulus_inbox WHERE id = @id AND dead_at IS NOT NULL").With("@id", answerId).ExecuteAsync(ct) == 1;

    /// <summary>Outside a case only programs' tasks are answered, and a task's id begins with its instance's.</summary>
    private static async ValueTask<bool> IsForNobodyAsync(RepairScope scope, string answerId, CancellationToken ct)
    {
        if (scope.File is { } file)
        {
            return file.Stage == CaseStage.Closed;
        }

        var subject = await scope.Tx.Command("SELECT subject FROM stimulus_inbox WHERE id = @id").With("@id", answerId).FirstAsync(row => row.Text(0), ct);
        return subject is null || await CaseStore.LoadOfInstanceInTx(scope.Tx, TaskStore.InstanceOf(subject), ct) is not { State.Status: WorkflowStatus.Running };
    }
}
