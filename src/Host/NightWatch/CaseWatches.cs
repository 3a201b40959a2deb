namespace CaseWorkflows.Host.NightWatch;

/// <summary>Cases beside their instances and their numbers.</summary>
internal static class CaseWatches
{
    public static IReadOnlyList<Watch> All { get; } =
    [
        new SqlWatch
        {
            Code = "case-without-instance",
            Sentence = new("حالة بلا سير عمل.", "A case has no instance."),
            Remedy = new("استعد الحالة من نسخة احتياطية.", "A person must look: the instance has to come from a backup."),
            Sql = "SELECT c.id, c.id FROM cases c LEFT JOIN workflow_instances i ON i.id = c.workflow_instance_id WHERE i.id IS NULL",
        },
        new SqlWatch
        {
            Code = "instance-without-case",
            Sentence = new("سير عمل بلا حالة.", "An instance has no case."),
            Remedy = new("استعد الحالة من نسخة احتياطية.", "A person must look: the case has to come from a backup."),
            Sql = "SELECT i.id, NULL FROM workflow_instances i LEFT JOIN cases c ON c.id = i.case_id WHERE i.case_id IS NOT NULL AND c.id IS NULL",
        },
        new SqlWatch
        {
            Code = "case-closed-while-running",
            Sentence = new("حالة مغلقة وسير عملها ما زال جاريًا.", "A case is closed and its instance still runs."),
            Remedy = new("يُنهى سير العمل وما بقي مفتوحًا فيه؛ وتبقى نتيجة الحالة كما هي.", "The instance and everything open in it is ended; the case's result stays."),
            Sql = "SELECT c.id, c.id FROM cases c JOIN workflow_instances i ON i.id = c.workflow_instance_id WHERE c.stage = 'Closed' AND i.status = 'Running'",
            Repair = CaseRepairs.EndInstanceAsync,
        },
        new SqlWatch
        {
            Code = "case-closed-with-open-task",
            Sentence = new("حالة مغلقة وفيها مهمة مفتوحة.", "A case is closed and has an open task."),
            Remedy = new("تُلغى المهمة.", "The task is cancelled."),
            Sql = "SELECT t.id, c.id FROM user_tasks t JOIN cases c ON c.id = t.case_id WHERE t.status IN ('Available', 'Claimed') AND c.stage = 'Closed'",
            Repair = TaskRepairs.CancelAsync,
        },
        new SqlWatch
        {
            Code = "case-open-after-its-end",
            Sentence = new("انتهى سير العمل والحالة ما زالت مفتوحة.", "An instance is over and its case is still open."),
            Remedy = new(
                "إن أُلغي سير العمل أُغلقت الحالة ملغاةً؛ وإلا فراجع التعريف: مسار فيه لا يغلق الحالة.",
                "Where the instance was cancelled the case is closed as cancelled. Otherwise a person must look: a path of the definition does not close its case."),
            Sql = "SELECT c.id, c.id FROM cases c JOIN workflow_instances i ON i.id = c.workflow_instance_id WHERE c.stage <> 'Closed' AND i.status = 'Finished'",
            Repair = CaseRepairs.CloseCancelledAsync,
        },
        new SqlWatch
        {
            Code = "two-open-cases",
            Sentence = new("حالتان مفتوحتان لشخص واحد وخدمة واحدة.", "A person has two open cases for one service."),
            Remedy = new("ألغِ المكررة منهما.", "A person must look: cancel the one entered twice."),
            Sql = """
                SELECT MAX(c.id), MAX(c.id) FROM cases c WHERE c.closed_at IS NULL
                GROUP BY c.association_key, c.applicant_id, c.service HAVING COUNT(*) > 1
                """,
        },
        new SqlWatch
        {
            Code = "case-number-gap",
            Sentence = new("أرقام حالات الجمعية لا تساوي عدد حالاتها؛ حُذفت حالة أو أُدخلت من خارج الخدمة.",
                "An association's case numbers and cases differ in count: a case was removed or put in past the service."),
            Remedy = new("قارن بآخر نسخة احتياطية.", "A person must look: compare with the latest backup."),
            Sql = """
                SELECT n.association_key, NULL
                FROM (SELECT association_key, SUM(last) AS given FROM case_numbers GROUP BY association_key) n
                LEFT JOIN (SELECT association_key, COUNT(*) AS there FROM cases GROUP BY association_key) c ON c.association_key = n.association_key
                WHERE n.given <> COALESCE(c.there, 0)
                """,
        },
    ];
}
