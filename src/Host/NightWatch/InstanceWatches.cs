namespace CaseWorkflows.Host.NightWatch;

/// <summary>Instances, and the bookmarks and timers that wake them.</summary>
internal static class InstanceWatches
{
    public static IReadOnlyList<Watch> All { get; } =
    [
        new StateWatch
        {
            Code = "instance-unreadable",
            Sentence = new("حالة سير العمل المحفوظة لا تُقرأ.", "The stored state of an instance cannot be read."),
            Remedy = new("استعد الحالة من نسخة احتياطية.", "A person must look: the state has to come from a backup."),
            IsWrong = (remembered, _) => remembered is null,
        },
        new StateWatch
        {
            Code = "bookmarks-differ",
            Sentence = new("علامات الانتظار المخزنة لا تطابق ما يذكره سير العمل.", "The bookmark rows of an instance differ from what its state remembers."),
            Remedy = new("يُعاد بناء العلامات من الحالة المحفوظة.", "The rows are built anew from the state."),
            IsWrong = (remembered, stored) => remembered is not null && (remembered.Count != stored.Count || remembered.Except(stored).Any()),
            Repair = InstanceRepairs.RebuildBookmarksAsync,
        },
        new SqlWatch
        {
            Code = "bookmark-left-over",
            Sentence = new("علامة انتظار لسير عمل انتهى أو لم يعد موجودًا.", "An instance that is over, or gone, still has bookmarks."),
            Remedy = new("تُحذف العلامات.", "The bookmarks are removed."),
            Sql = """
                SELECT DISTINCT b.workflow_instance_id, i.case_id FROM bookmarks b LEFT JOIN workflow_instances i ON i.id = b.workflow_instance_id
                WHERE i.id IS NULL OR i.status <> 'Running'
                """,
            Repair = InstanceRepairs.RebuildBookmarksAsync,
        },
        new SqlWatch
        {
            Code = "instance-stuck",
            Sentence = new("سير عمل جارٍ لا ينتظر شيئًا ولم يقع فيه خلل؛ فلن يتحرك أبدًا.", "A running instance waits for nothing and reports no failure, so it will never move."),
            Remedy = new("راجع سجل الحالة، ثم ألغها وافتح غيرها.", "A person must look: read the case's history, then cancel it and open another."),
            Sql = """
                SELECT i.id, i.case_id FROM workflow_instances i LEFT JOIN bookmarks b ON b.workflow_instance_id = i.id
                WHERE i.status = 'Running' AND i.incident_count = 0 AND b.id IS NULL
                """,
        },
        new SqlWatch
        {
            Code = "child-without-parent",
            Sentence = new("سير عمل طلبه سير عمل آخر لم يعد موجودًا.", "An instance was asked for by another that is gone."),
            Remedy = new("استعد الأصل من نسخة احتياطية.", "A person must look: the one that asked has to come from a backup."),
            Sql = """
                SELECT i.id, i.case_id FROM workflow_instances i LEFT JOIN workflow_instances p ON p.id = i.parent_instance_id
                WHERE i.parent_instance_id IS NOT NULL AND p.id IS NULL
                """,
        },
        new SqlWatch
        {
            Code = "trigger-not-fired",
            Sentence = new("موعد بدء سير عمل حان ولم يُجرَّب.", "A workflow should have been started by the clock and was never tried."),
            Remedy = new("أعد تشغيل الخدمة وانظر سجلها.", "A person must look: restart the service and read its log."),
            Sql = "SELECT t.definition_version_id, NULL FROM workflow_triggers t WHERE t.next_attempt_at < @before AND t.attempts = 0",
            Patience = Watches.Patience,
        },
        new SqlWatch
        {
            Code = "timer-not-fired",
            Sentence = new("مؤقت حان وقته ولم يُجرَّب تنفيذه.", "A timer is long due and was never tried."),
            Remedy = new("يُنفَّذ الآن.", "It is fired now."),
            Sql = """
                SELECT b.id, i.case_id FROM bookmarks b JOIN workflow_instances i ON i.id = b.workflow_instance_id
                WHERE b.due_at < @before AND b.attempts = 0 AND i.status = 'Running'
                """,
            Patience = Watches.Patience,
            Repair = InstanceRepairs.WakeTimerAsync,
        },
        new SqlWatch
        {
            Code = "timer-failing",
            Sentence = new("مؤقت فشل تنفيذه مرات كثيرة.", "A timer has failed many times."),
            Remedy = new(
                "انظر السبب في last_error وفي سجل الخدمة؛ تستمر المحاولة كل ساعة.", "A person must look: last_error and the service's log say why. It is tried again every hour."),
            Sql = """
                SELECT b.id, i.case_id FROM bookmarks b JOIN workflow_instances i ON i.id = b.workflow_instance_id WHERE b.attempts >= 8 AND b.next_attempt_at IS NOT NULL
                """,
        },
    ];
}
