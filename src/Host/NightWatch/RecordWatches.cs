namespace CaseWorkflows.Host.NightWatch;

/// <summary>What was written down: journals, histories, and answers that were given. Nothing here is ever put right by a program.</summary>
internal static class RecordWatches
{
    public static IReadOnlyList<Watch> All { get; } =
    [
        new HistoryWatch
        {
            Code = "history-broken",
            Sentence = new("سجل حالة لا يصمد للتحقق: تغيّر فيه شيء أو فُقد، في وسطه أو آخره.", "A history does not verify: something in it was changed or is missing, in the middle or at its end."),
            Remedy = new("شغّل audit verify لمعرفة الموضع، وقارن بنسخة احتياطية.", "A person must look: 'audit verify' names the place; compare with a backup."),
        },
        new SqlWatch
        {
            Code = "journal-gap",
            Sentence = new("سجل المحرك الفني ناقص من أوله أو وسطه.", "An instance's journal has a gap."),
            Remedy = new("قارن بنسخة احتياطية؛ الحالة نفسها تستمر.", "A person must look: compare with a backup. The case itself goes on."),
            Sql = """
                SELECT j.workflow_instance_id, i.case_id
                FROM (SELECT workflow_instance_id, MIN(revision) AS first, MAX(revision) AS last, COUNT(*) AS lines FROM workflow_journal GROUP BY workflow_instance_id) j
                LEFT JOIN workflow_instances i ON i.id = j.workflow_instance_id
                WHERE j.first <> 0 OR j.last <> j.lines - 1
                """,
        },
        new SqlWatch
        {
            Code = "journal-end-differs",
            Sentence = new("سجل المحرك الفني لا يبلغ ما بلغه سير العمل.", "An instance's journal does not end where the instance stands."),
            Remedy = new("قارن بنسخة احتياطية؛ الحالة نفسها تستمر.", "A person must look: compare with a backup. The case itself goes on."),
            Sql = """
                SELECT i.id, i.case_id
                FROM workflow_instances i
                LEFT JOIN (SELECT workflow_instance_id, MAX(revision) AS last FROM workflow_journal GROUP BY workflow_instance_id) j ON j.workflow_instance_id = i.id
                WHERE COALESCE(j.last, -1) <> i.revision
                """,
        },
        new SqlWatch
        {
            Code = "operation-without-case",
            Sentence = new("جواب محفوظ عن فتح حالة غير موجودة.", "The answer to an operation that opened a case is kept, and the case is not there."),
            Remedy = new("استعد الحالة من نسخة احتياطية.", "A person must look: the case has to come from a backup."),
            Sql = """
                SELECT o.operation_id, NULL FROM operations o LEFT JOIN cases c ON c.id = SUBSTR(o.location, 15)
                WHERE o.location LIKE '/api/v1/cases/%' AND c.id IS NULL
                """,
        },
    ];
}
