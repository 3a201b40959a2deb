using System.Text.Json.Nodes;
using CaseWorkflows.Cases.History;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Web;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Outbox;

/// <summary>A message that was given up. Not what it says: that is between the association and the person.</summary>
internal sealed record DeadLetter(
    long Id, string Kind, string Association, string? CaseId, DateTimeOffset CreatedAt, int Attempts, DateTimeOffset DeadAt, string? LastError);

/// <summary>A message that is tried again.</summary>
internal sealed record DeadLetterReplayed(long Id, string Kind, string? CaseId);

/// <summary>Messages given up after their last try, for whoever has removed the cause.</summary>
internal sealed class DeadLetters(UnitOfWork unitOfWork, IDbContextFactory<CaseDbContext> contexts, OutboxSignal outbox, TimeProvider clock)
{
    /// <summary>Oldest first, of the associations the caller runs.</summary>
    public async Task<Page<DeadLetter>> ListAsync(CurrentCaller caller, Paging paging, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var mine = caller.Associations.Where(association => MayReplay(caller, association)).ToList();
        var dead = context.Outbox.Where(row => row.DeadAt != null && mine.Contains(row.AssociationKey));
        var rows = await dead.OrderBy(row => row.Id).Skip(paging.Skip).Take(paging.Size).ToListAsync(ct);
        return new(
            [.. rows.Select(row => new DeadLetter(row.Id, row.Kind, row.AssociationKey, row.CaseId, row.CreatedAt, row.Attempts, row.DeadAt!.Value, row.LastError))],
            paging.Number, paging.Size, await dead.CountAsync(ct));
    }

    /// <summary>As the other, for an administrator of the message's association; to anybody else it does not exist.</summary>
    public Task<Outcome<DeadLetterReplayed>> ReplayAsync(CurrentCaller caller, long id, CancellationToken ct)
        => ReplayAsync(id, caller.Id, association => MayReplay(caller, association), ct);

    /// <summary>
    /// Puts a message back with all its tries, and says so in its case's history. Refuses <c>no-such-message</c> and <c>message-not-dead</c>. The
    /// idempotency key stays, so what had arrived after all does not arrive twice.
    /// </summary>
    public Task<Outcome<DeadLetterReplayed>> ReplayAsync(long id, string actor, Func<string, bool> isConcerned, CancellationToken ct)
        => unitOfWork.WriteAsync<DeadLetterReplayed>(async (tx, token) =>
        {
            var now = clock.GetUtcNow();
            var found = await tx.Command("SELECT kind, association_key, case_id, dead_at FROM outbox WHERE id = @id").With("@id", id)
                .FirstAsync(row => new { Kind = row.Text(0), Association = row.Text(1), CaseId = row.TextOrNull(2), IsDead = !row.IsNull(3) }, token);
            if (found is null || !isConcerned(found.Association))
            {
                return NoSuchMessage();
            }

            var back = await tx.Command("UPDATE outbox SET dead_at = NULL, attempts = 0, next_attempt_at = @now WHERE id = @id AND dead_at IS NOT NULL")
                .With("@now", now).With("@id", id).ExecuteAsync(token) == 1;
            if (!back)
            {
                return NotDead();
            }

            if (found.CaseId is not null && await CaseStore.LoadInTx(tx, found.CaseId, token) is { } file)
            {
                await HistoryStore.AppendInTx(tx, file, Replayed(file, actor, found.Kind, id, now), token);
                await CaseStore.SaveInTx(tx, file, now, token);
            }

            tx.AfterCommit(outbox.Wake);
            return new DeadLetterReplayed(id, found.Kind, found.CaseId);
        }, ct);

    private static bool MayReplay(CurrentCaller caller, string association) => caller.ActorFor(association).Has(Role.Administrator);

    private static CaseEvent Replayed(CaseFile file, string actor, string kind, long id, DateTimeOffset now) => new()
    {
        CaseId = file.Id,
        At = now,
        Actor = actor,
        Action = "MessageReplayed",
        DefinitionVersion = file.DefinitionVersionId,
        Data = new JsonObject { ["kind"] = kind, ["message"] = id }.ToJsonString(),
    };

    private static Refusal NoSuchMessage() => new(RefusalKind.NotFound, "no-such-message", new(
        "لا توجد رسالة صادرة بهذا الرقم.", "There is no outgoing message with this number."));

    private static Refusal NotDead() => new(RefusalKind.Conflict, "message-not-dead", new(
        "هذه الرسالة سُلّمت أو ما زالت تنتظر دورها؛ فلا تحتاج إلى إعادة.", "This message was delivered or still waits its turn; there is nothing to replay."));
}
