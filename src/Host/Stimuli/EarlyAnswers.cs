using System.Text.Json.Nodes;
using CaseWorkflows.Engine.Activities;
using CaseWorkflows.Engine.State;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using CaseWorkflows.Host.Workflows;

namespace CaseWorkflows.Host.Stimuli;

/// <summary>
/// The durable inbox for answers that arrive before their bookmark is committed. Whoever brings an answer and finds nobody waiting leaves it here; whoever
/// begins to wait looks here in the same transaction. Both hold the case, so one of them always sees the other.
/// </summary>
internal static class EarlyAnswers
{
    /// <summary>After so long nobody will wait for it any more, and a person must look.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(14);

    public static async ValueTask LeaveInTx(
        CaseTransaction tx, string hash, string association, string? caseId, string subject, JsonObject input, string by, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO stimulus_inbox (id, hash, association_key, case_id, subject, payload, created_at, created_by, attempts)
            VALUES (@id, @hash, @association, @case, @subject, @payload, @now, @by, 0)
            """)
            .With("@id", Guid.CreateVersion7().ToString("N")).With("@hash", hash).With("@association", association).With("@case", caseId)
            .With("@subject", subject).With("@payload", input.ToJsonString()).With("@now", now).With("@by", by)
            .WriteAsync(ct);

    /// <summary>
    /// Sends the oldest answer that waits for such a bookmark on its way to it. Looks only where an answer can come from outside by hash: a person's task is
    /// answered by an id nobody knows before, and the clock needs no inbox.
    /// </summary>
    public static async ValueTask<bool> TakeInTx(Burst burst, Bookmark bookmark, CancellationToken ct)
    {
        if (bookmark.Name is not (Event.BookmarkName or RunTask.BookmarkName))
        {
            return false;
        }

        var found = await burst.Tx.Command("""
            SELECT id, payload FROM stimulus_inbox
            WHERE hash = @hash AND dead_at IS NULL AND association_key = @association AND (case_id IS NULL OR case_id = @case) ORDER BY created_at, id LIMIT 1
            """)
            .With("@hash", bookmark.Hash).With("@association", burst.Association.Key).With("@case", burst.File.CaseId)
            .FirstAsync(row => ((string Id, string Payload)?)(row.Text(0), row.Text(1)), ct);
        if (found is not var (id, payload) || await burst.Tx.Command("DELETE FROM stimulus_inbox WHERE id = @id").With("@id", id).ExecuteAsync(ct) != 1)
        {
            return false;
        }

        var answer = new BookmarkAnswer(burst.File.InstanceId, bookmark.Id, JsonNode.Parse(payload)!.AsObject());
        await OutboxStore.InsertInTx(burst.Tx, answer.Message($"early:{id}", burst.Association.Key, burst.File.CaseId), burst.Now, ct);
        return true;
    }

    /// <summary>Gives up what has waited too long, and answers how many that were.</summary>
    public static async ValueTask<int> GiveUpInTx(CaseTransaction tx, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("UPDATE stimulus_inbox SET dead_at = @now WHERE dead_at IS NULL AND created_at < @limit")
            .With("@now", now).With("@limit", now - Patience).ExecuteAsync(ct);
}
