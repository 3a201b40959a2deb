using CaseWorkflows.Host.Outbox;
using CaseWorkflows.Host.Persistence;

namespace CaseWorkflows.Host.Notifications;

/// <summary>Messages as people find them on their pages. The idempotency key makes a second delivery a no-op.</summary>
internal static class MessageStore
{
    public static ValueTask InsertInTx(CaseTransaction tx, OutboxRow row, NotificationMessage message, DateTimeOffset now, CancellationToken ct)
        => InsertInTx(tx, row, WithReason(message.TextArabic, message.Reason), WithReason(message.TextEnglish, message.Reason), now, ct);

    public static ValueTask InsertInTx(CaseTransaction tx, OutboxRow row, StaffNotice notice, DateTimeOffset now, CancellationToken ct)
        => notice.Notice == "task-escalation"
            ? InsertInTx(tx, row, "تأخرت مهمة وعُرضت على دور إضافي.", "A task is overdue and was offered to a further role.", now, ct)
            : InsertInTx(tx, row, "تذكير بمهمة يقترب موعدها.", "A reminder of a task that is coming due.", now, ct);

    private static string WithReason(string text, string? reason) => string.IsNullOrWhiteSpace(reason) ? text : $"{text}\n{reason}";

    private static async ValueTask InsertInTx(CaseTransaction tx, OutboxRow row, string arabic, string english, DateTimeOffset now, CancellationToken ct)
        => await tx.Command("""
            INSERT INTO messages (id, idempotency_key, association_key, case_id, kind, text_ar, text_en, created_at)
            VALUES (@id, @key, @association, @case, @kind, @ar, @en, @now) ON CONFLICT (idempotency_key) DO NOTHING
            """)
            .With("@id", Guid.CreateVersion7().ToString("N")).With("@key", row.IdempotencyKey).With("@association", row.AssociationKey)
            .With("@case", row.CaseId).With("@kind", row.Kind).With("@ar", arabic).With("@en", english).With("@now", now)
            .WriteAsync(ct);
}
