using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Engine;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Host.Clock;
using CaseWorkflows.Host.Notifications;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Persistence.Statements;
using CaseWorkflows.Host.Stimuli;
using CaseWorkflows.Host.Triggers;
using CaseWorkflows.Host.Workflows;
using CaseWorkflows.Host.WorkflowTasks;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Outbox;

/// <summary>
/// Delivers what bursts left in the outbox, oldest first, at least once. What stays in this database is delivered and ticked off in one transaction,
/// so there it is exactly once.
/// </summary>
internal sealed class OutboxDispatcher(
    UnitOfWork unitOfWork, BurstRunner bursts, ChildWorkflows children, TriggeredWorkflows triggered, IDbContextFactory<CaseDbContext> contexts, TimeProvider clock, ILogger<OutboxDispatcher> logger)
{
    private const int AtOnce = 100;
    private const int MostAttempts = 12;

    /// <summary>Delivers everything that may go by now and answers how many went.</summary>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var sent = 0;
        for (var some = true; some;)
        {
            some = false;
            foreach (var row in await WaitingAsync(ct))
            {
                // What another host has in hand is left to it.
                var ours = await DeliverAsync(row, ct);
                sent += ours is true ? 1 : 0;
                some |= ours is not null;
            }
        }

        return sent;
    }

    private async Task<List<OutboxRow>> WaitingAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(ct);
        return await context.Outbox
            .Where(row => row.DispatchedAt == null && row.DeadAt == null && row.NextAttemptAt <= now)
            .OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id).Take(AtOnce).ToListAsync(ct);
    }

    /// <summary>True when it went, false when it failed and was put off, null when another host has it.</summary>
    private async Task<bool?> DeliverAsync(OutboxRow row, CancellationToken ct)
    {
        try
        {
            var outcome = await unitOfWork.WriteAsync<bool>(async (tx, token) =>
            {
                // Ticked off first: whoever finds it ticked off already or in another's hands delivers nothing a second time.
                var mine = await tx.Command($"""
                    UPDATE outbox SET dispatched_at = @now, attempts = attempts + 1
                    WHERE id = (SELECT id FROM outbox WHERE id = @id AND dispatched_at IS NULL AND dead_at IS NULL {Locking.SkipLocked})
                    """)
                    .With("@now", clock.GetUtcNow()).With("@id", row.Id).ExecuteAsync(token) == 1;
                if (mine)
                {
                    await DeliverInTx(tx, row, token);
                }

                return mine;
            }, ct);
            return outcome.Value ? true : null;
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            logger.LogError(failed, "Outbox message {Id} of kind {Kind} failed on attempt {Attempt}", row.Id, row.Kind, row.Attempts + 1);
            await PostponeAsync(row, failed, ct);
            return false;
        }
    }

    private ValueTask DeliverInTx(CaseTransaction tx, OutboxRow row, CancellationToken ct) => row.Kind switch
    {
        NotificationMessage.Kind => MessageStore.InsertInTx(tx, row, JsonSerializer.Deserialize<NotificationMessage>(row.Payload, JsonSerializerOptions.Web)!, clock.GetUtcNow(), ct),
        StaffNotice.Kind => MessageStore.InsertInTx(tx, row, JsonSerializer.Deserialize<StaffNotice>(row.Payload, JsonSerializerOptions.Web)!, clock.GetUtcNow(), ct),
        PublishedEvent.Kind => WakeWaitersInTx(tx, row, JsonSerializer.Deserialize<PublishedEvent>(row.Payload, JsonSerializerOptions.Web)!, ct),
        ChildDispatch.Kind => children.StartInTx(tx, JsonSerializer.Deserialize<ChildDispatch>(row.Payload, JsonSerializerOptions.Web)!, clock.GetUtcNow(), ct),
        BookmarkAnswer.Kind => AnswerInTx(tx, row, JsonSerializer.Deserialize<BookmarkAnswer>(row.Payload, JsonSerializerOptions.Web)!, ct),
        WorkflowTaskMessage.Kind => WorkflowTaskStore.OfferInTx(tx, row, JsonSerializer.Deserialize<WorkflowTaskMessage>(row.Payload, JsonSerializerOptions.Web)!, ct),
        _ => throw new InvalidOperationException($"Nobody delivers outbox messages of kind '{row.Kind}'."),
    };

    private async ValueTask WakeWaitersInTx(CaseTransaction tx, OutboxRow row, PublishedEvent published, CancellationToken ct)
    {
        foreach (var (bookmark, instance) in await BookmarkStore.FindInTx(tx, row.AssociationKey, published.Hash, published.CorrelationId, published.OnlyInstance, ct))
        {
            var input = new JsonObject { [Event.PayloadInput] = published.Payload?.DeepClone() };
            await AnswerInTx(tx, row, new BookmarkAnswer(instance, bookmark, input), ct);
        }

        if (published.OnlyInstance is null)
        {
            var input = new JsonObject { [Event.PayloadInput] = published.Payload?.DeepClone() };
            await triggered.StartAllInTx(tx, row.AssociationKey, published.Hash, input, published.CorrelationId, clock.GetUtcNow(), ct);
        }
    }

    private async ValueTask AnswerInTx(CaseTransaction tx, OutboxRow row, BookmarkAnswer answer, CancellationToken ct)
    {
        var stimulus = new Stimulus.ResumeBookmark(answer.BookmarkId, answer.Input);
        var burst = await bursts.StepInTx(tx, answer.InstanceId, stimulus, Actor.System(row.AssociationKey), clock.GetUtcNow(), ct);
        if (burst.Refusal is { } refusal && !BurstRefusals.IsForGood(refusal))
        {
            throw new InvalidOperationException($"Instance {answer.InstanceId} could not hear the answer: {refusal.Code}.");
        }
    }

    /// <summary>
    /// After twelve tries, most of a working day, a person must look. A message that went after all, where only the answer to the commit was lost, stays as it is.
    /// </summary>
    private Task<Outcome<bool>> PostponeAsync(OutboxRow row, Exception failed, CancellationToken ct) => unitOfWork.WriteAsync<bool>(async (tx, token) =>
    {
        var now = clock.GetUtcNow();
        await tx.Command("UPDATE outbox SET attempts = attempts + 1, next_attempt_at = @next, last_error = @error, dead_at = @dead WHERE id = @id AND dispatched_at IS NULL")
            .With("@next", now + Backoff.After(row.Attempts)).With("@error", failed.GetType().Name).With("@dead", row.Attempts + 1 >= MostAttempts ? now : null).With("@id", row.Id)
            .WriteAsync(token);
        return true;
    }, ct);
}
