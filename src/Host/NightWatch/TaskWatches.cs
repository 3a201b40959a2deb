namespace CaseWorkflows.Host.NightWatch;

/// <summary>Tasks beside the bookmarks they stand for and the inboxes they stand in.</summary>
internal static class TaskWatches
{
    /// <summary>
    /// A committee's members leave the inboxes one by one, as they vote or stay out; so its task stands in none, rightly, when the ballot is closed or nobody is left
    /// to vote, and waits for whoever leads the committee. One with no members at all waits for nobody.
    /// </summary>
    private const string TaskNotOffered = """
        SELECT t.id, t.case_id FROM user_tasks t LEFT JOIN user_task_candidates k ON k.task_id = t.id AND k.kind <> 'excluded'
            LEFT JOIN committee_sittings s ON s.task_id = t.id
        WHERE t.status = 'Available' AND k.task_id IS NULL AND (s.task_id IS NULL
            OR NOT EXISTS (SELECT 1 FROM committee_members m WHERE m.task_id = s.task_id AND m.round = s.round)
            OR (s.closed_at IS NULL AND EXISTS (
                SELECT 1 FROM committee_members m
                    LEFT JOIN committee_votes v ON v.task_id = m.task_id AND v.round = m.round AND v.member_id = m.user_id
                    LEFT JOIN committee_recusals r ON r.task_id = m.task_id AND r.member_id = m.user_id
                WHERE m.task_id = s.task_id AND m.round = s.round AND v.member_id IS NULL AND r.member_id IS NULL
                    AND EXISTS (
                        SELECT 1 FROM staff_roles h JOIN staff_members p ON p.id = h.user_id
                        WHERE h.user_id = m.user_id AND h.association_key = s.association_key AND h.role IN ('committee-member', 'committee-chair') AND p.disabled_at IS NULL))))
        """;

    public static IReadOnlyList<Watch> All { get; } =
    [
        new SqlWatch
        {
            Code = "task-without-bookmark",
            Sentence = new("مهمة مفتوحة لا ينتظرها سير العمل؛ فإنجازها لا يحرك شيئًا.", "A task is open and no instance waits for it, so answering it would do nothing."),
            Remedy = new("تُلغى المهمة.", "The task is cancelled."),
            Sql = """
                SELECT t.id, t.case_id FROM user_tasks t LEFT JOIN bookmarks b ON b.workflow_instance_id = t.workflow_instance_id AND b.id = t.id
                WHERE t.status IN ('Available', 'Claimed') AND b.id IS NULL
                """,
            Repair = TaskRepairs.CancelUnlessAwaitedAsync,
        },
        new SqlWatch
        {
            Code = "bookmark-without-task",
            Sentence = new("سير العمل ينتظر مهمة ليست مفتوحة لأحد.", "An instance waits for a task that is not open for anybody."),
            Remedy = new(
                "إن كانت المهمة ملغاة أُعيد فتحها؛ وإلا فراجع الحالة ثم ألغها وافتح غيرها.",
                "A task that was cancelled is opened again. Otherwise a person must look: cancel the case and open another."),
            Sql = """
                SELECT b.id, i.case_id FROM bookmarks b JOIN workflow_instances i ON i.id = b.workflow_instance_id
                LEFT JOIN user_tasks t ON t.workflow_instance_id = b.workflow_instance_id AND t.id = b.id
                WHERE b.name = 'CaseWorkflows.UserTask' AND i.status = 'Running' AND (t.id IS NULL OR t.status NOT IN ('Available', 'Claimed'))
                """,
            Repair = TaskRepairs.ReopenAsync,
        },
        new SqlWatch
        {
            Code = "task-claimed-by-nobody",
            Sentence = new("مهمة مستلمة ولا مستلم لها.", "A task is claimed and nobody holds it."),
            Remedy = new("تُعاد إلى من يحق له استلامها.", "It is offered again."),
            Sql = "SELECT t.id, t.case_id FROM user_tasks t WHERE t.status = 'Claimed' AND t.assignee IS NULL",
            Repair = TaskRepairs.ReleaseAsync,
        },
        new SqlWatch
        {
            Code = "task-offered-in-vain",
            Sentence = new("مهمة معروضة في القوائم وليست متاحة.", "A task stands in inboxes and is not available."),
            Remedy = new("تُرفع من القوائم.", "It is taken out of them."),
            Sql = """
                SELECT DISTINCT k.task_id, t.case_id FROM user_task_candidates k LEFT JOIN user_tasks t ON t.id = k.task_id
                WHERE t.id IS NULL OR t.status <> 'Available'
                """,
            Repair = TaskRepairs.WithdrawAsync,
        },
        new SqlWatch
        {
            Code = "task-not-offered",
            Sentence = new("مهمة متاحة ولا تظهر في قائمة أحد.", "A task is available and stands in nobody's inbox."),
            Remedy = new(
                "تُعرض على أدوارها وأشخاصها، ومهمة اللجنة على من لم يصوّت من أعضائها؛ فإن لم يكن لها أحد فأسندها إلى شخص، أو ليُعد رئيس اللجنة التصويت.",
                "It is offered to its roles and people, a committee's to the members who have not voted. When it has none, a person must assign it, or the chair have the committee vote again."),
            Sql = TaskNotOffered,
            Repair = TaskRepairs.OfferAsync,
        },
        new SqlWatch
        {
            Code = "program-task-without-bookmark",
            Sentence = new("مهمة معروضة على برنامج ولا ينتظرها سير العمل.", "A task is shown to programs and no instance waits for it."),
            Remedy = new("تُغلق المهمة.", "It is closed."),
            Sql = """
                SELECT t.id, t.case_id FROM workflow_tasks t LEFT JOIN bookmarks b ON b.workflow_instance_id = t.workflow_instance_id AND b.id = t.bookmark_id
                WHERE t.closed_at IS NULL AND b.id IS NULL
                """,
            Repair = TaskRepairs.CloseForProgramsAsync,
        },
        new SqlWatch
        {
            Code = "task-without-case",
            Sentence = new("مهمة بلا حالة.", "A task has no case."),
            Remedy = new("استعد الحالة من نسخة احتياطية.", "A person must look: the case has to come from a backup."),
            Sql = "SELECT t.id, NULL FROM user_tasks t LEFT JOIN cases c ON c.id = t.case_id WHERE c.id IS NULL",
        },
    ];
}
