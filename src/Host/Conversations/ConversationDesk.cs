using System.Text.Json;
using System.Text.Json.Nodes;
using CaseWorkflows.Cases.Associations;
using CaseWorkflows.Cases.People;
using CaseWorkflows.Cases.Refusals;
using CaseWorkflows.Cases.Text;
using CaseWorkflows.Host.Cases;
using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.People;
using CaseWorkflows.Host.Persistence;
using CaseWorkflows.Host.Persistence.Bursts;
using Microsoft.EntityFrameworkCore;

namespace CaseWorkflows.Host.Conversations;

/// <summary>One thing that was said.</summary>
/// <param name="Direction">Whose words they are.</param>
/// <param name="Channel">The channel's key; null for what the procedure sent by itself.</param>
/// <param name="Text">In both languages where the procedure wrote it, otherwise the same twice.</param>
/// <param name="At">When.</param>
/// <param name="ById">Who wrote it or wrote it down; null for the procedure.</param>
/// <param name="IsSent">False for what is still on its way out.</param>
internal sealed record SpokenLine(SpokenDirection Direction, string? Channel, LocalizedText Text, DateTimeOffset At, string? ById, bool IsSent);

/// <summary>The conversation with the person a case is about: what the procedure and the staff wrote to them, and what they said.</summary>
internal sealed class ConversationDesk(CaseActs acts, CaseAccess access, OutboxSignal signal, IDbContextFactory<CaseDbContext> contexts)
{
    /// <summary>All of it, oldest first. For callers who see everything of the case.</summary>
    public async Task<IReadOnlyList<SpokenLine>> OfAsync(string caseId, CancellationToken ct)
    {
        await using var context = await contexts.CreateDbContextAsync(ct);
        var spoken = await context.Conversation.Where(row => row.CaseId == caseId).ToListAsync(ct);
        var messages = await context.Messages.Where(row => row.CaseId == caseId && row.Kind == NotificationMessage.Kind).ToListAsync(ct);
        var sent = messages.Select(row => row.IdempotencyKey).ToHashSet(StringComparer.Ordinal);
        return [.. messages.Where(row => !row.IdempotencyKey.StartsWith(SpokenRow.KeyPrefix, StringComparison.Ordinal)).OrderBy(row => row.Id, StringComparer.Ordinal)
            .Select(row => new SpokenLine(SpokenDirection.Out, null, new(row.TextAr, row.TextEn), row.CreatedAt, null, IsSent: true))
            .Concat(spoken.OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => new SpokenLine(
                row.Direction, row.Channel, LocalizedText.Same(row.Text), row.At, row.ById, row.Direction == SpokenDirection.In || sent.Contains(row.IdempotencyKey))))
            .OrderBy(line => line.At)];
    }

    /// <summary>Sends the person a message. Refuses <c>no-such-case</c>, <c>may-not-write-to-person</c>, <c>text-required</c>, <c>text-too-long</c>.</summary>
    public async Task<Outcome<string>> SendAsync(CurrentCaller caller, string caseId, string? text, string? operationId, CancellationToken ct)
        => await MayWriteAsync(caller, caseId, ct) is { } refusal ? refusal
            : !ConversationAnswers.Check(text).Succeeded(out var plain, out refusal) ? refusal
            : await acts.AddAsync(caller, caseId, operationId, new { message = plain }, (tx, file, actor, now, token) => SendInTx(tx, file, actor, plain, now, token), ct);

    /// <summary>Writes down what the person said. Refuses as <see cref="SendAsync"/> does, and <c>unknown-channel</c>.</summary>
    public async Task<Outcome<string>> ReceiveAsync(CurrentCaller caller, string caseId, string? channel, string? text, string? operationId, CancellationToken ct)
        => await MayWriteAsync(caller, caseId, ct) is { } refusal ? refusal
            : Channel.Find(channel) is not { } known ? ConversationAnswers.UnknownChannel()
            : !ConversationAnswers.Check(text).Succeeded(out var plain, out refusal) ? refusal
            : await acts.AddAsync(caller, caseId, operationId, new { known.Key, message = plain }, async (tx, file, actor, now, token) => await ReceiveInTx(tx, file, actor, known.Key, plain, now, token), ct);

    /// <summary>What came in, whoever took it: staff, or later the person themselves. The case is still to be saved.</summary>
    public static async ValueTask<string> ReceiveInTx(CaseTransaction tx, CaseFile file, Actor actor, string channel, string text, DateTimeOffset now, CancellationToken ct)
    {
        var row = Row(file, actor, SpokenDirection.In, channel, text, now);
        await ConversationRows.InsertInTx(tx, row, ct);
        await CaseActs.RecordInTx(tx, file, actor, "MessageReceived", now, null, About(row), ct);
        return row.Id;
    }

    private async Task<Outcome<string>> SendInTx(CaseTransaction tx, CaseFile file, Actor actor, string text, DateTimeOffset now, CancellationToken ct)
    {
        var row = Row(file, actor, SpokenDirection.Out, SpokenRow.Message, text, now);
        await ConversationRows.InsertInTx(tx, row, ct);
        var payload = JsonSerializer.SerializeToNode(new NotificationMessage(text, text, null, "Service"), JsonSerializerOptions.Web)!;
        await OutboxStore.InsertInTx(tx, new(NotificationMessage.Kind, row.IdempotencyKey, file.Association, file.Id, payload), now, ct);
        await CaseActs.RecordInTx(tx, file, actor, "MessageSent", now, null, About(row), ct);
        tx.AfterCommit(signal.Wake);
        return row.Id;
    }

    private async Task<Refusal?> MayWriteAsync(CurrentCaller caller, string caseId, CancellationToken ct)
        => !(await access.OfAsync(caller, caseId, ct)).Succeeded(out var seen, out var refusal) ? refusal : seen is { IsWhole: true, MayAdd: true } ? null : ConversationAnswers.MayNotWrite();

    private static JsonObject About(SpokenRow row) => new() { ["message"] = row.Id, ["channel"] = row.Channel, ["sha256"] = CommentDesk.HashOf(row.Text) };

    private static SpokenRow Row(CaseFile file, Actor actor, SpokenDirection direction, string channel, string text, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"), CaseId = file.Id, AssociationKey = file.Association, Direction = direction, Channel = channel, Text = text, At = now, ById = actor.Id, EnteredAt = now,
    };
}
