namespace CaseWorkflows.Host.NightWatch;

/// <summary>What leaves a case: the outbox and what was delivered from it.</summary>
internal static class DeliveryWatches
{
    public static IReadOnlyList<Watch> All { get; } =
    [
        new SqlWatch
        {
            Code = "message-lost",
            Sentence = new("رسالة سُجّل تسليمها وليست عند متلقيها.", "A message is ticked off as delivered and is not there."),
            Remedy = new("تُسلَّم مرة أخرى.", "It is delivered again."),
            Sql = """
                SELECT CAST(o.id AS VARCHAR(20)), o.case_id FROM outbox o LEFT JOIN messages m ON m.idempotency_key = o.idempotency_key
                WHERE o.dispatched_at IS NOT NULL AND o.kind IN ('beneficiary-message', 'staff-notice') AND m.id IS NULL
                """,
            Repair = DeliveryRepairs.DeliverAgainAsync,
        },
        new SqlWatch
        {
            Code = "message-without-cause",
            Sentence = new("رسالة لم تمر بصندوق الصادر.", "A message was never in the outbox."),
            Remedy = new("قارن بنسخة احتياطية.", "A person must look: compare with a backup."),
            Sql = "SELECT m.id, m.case_id FROM messages m LEFT JOIN outbox o ON o.idempotency_key = m.idempotency_key WHERE o.id IS NULL",
        },
        new SqlWatch
        {
            Code = "outbox-waiting",
            Sentence = new("رسالة تنتظر الإرسال بعد وقتها بكثير.", "A message waits far beyond its time."),
            Remedy = new("تُسلَّم الآن.", "It is delivered now."),
            Sql = """
                SELECT CAST(o.id AS VARCHAR(20)), o.case_id FROM outbox o
                WHERE o.dispatched_at IS NULL AND o.dead_at IS NULL AND o.next_attempt_at < @before
                """,
            Patience = Watches.Patience,
            Repair = DeliveryRepairs.DeliverNowAsync,
        },
        new SqlWatch
        {
            Code = "outbox-dead",
            Sentence = new("رسالة استُنفدت محاولات إرسالها.", "A message was given up after its last try."),
            Remedy = new("أزل السبب ثم شغّل outbox replay.", "A person must look: remove the cause, then 'outbox replay'."),
            Sql = "SELECT CAST(o.id AS VARCHAR(20)), o.case_id FROM outbox o WHERE o.dead_at IS NOT NULL",
        },
        new SqlWatch
        {
            Code = "answer-given-up",
            Sentence = new("خبر من خارج النظام لم ينتظره أحد.", "News from outside was given up: nothing waited for it."),
            Remedy = new(
                "يُحذف إذا انتهت حالته؛ وإلا فانظر من أرسله ليعيد إرساله متى بلغت الحالة خطوته.",
                "It is removed once its case is over. Until then a person must look who sent it, to have it sent again when the case waits for it."),
            Sql = "SELECT s.id, s.case_id FROM stimulus_inbox s WHERE s.dead_at IS NOT NULL",
            Repair = DeliveryRepairs.DropAnswerAsync,
        },
    ];
}
