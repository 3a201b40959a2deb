namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Questions to the database whose right answer is "no row".</summary>
internal static class StoredQuestions
{
    /// <summary>Each finds rows that must not exist, in whatever moment the process died.</summary>
    public static readonly (string What, string Sql)[] Impossible =
    [
        ("bookmark of a finished or missing instance",
            "SELECT id FROM bookmarks WHERE workflow_instance_id NOT IN (SELECT id FROM workflow_instances WHERE status = 'Running')"),
        ("open task without its bookmark", "SELECT id FROM user_tasks WHERE status IN ('Available', 'Claimed') AND id NOT IN (SELECT id FROM bookmarks)"),
        ("task offered that is not available",
            "SELECT task_id FROM user_task_candidates WHERE task_id NOT IN (SELECT id FROM user_tasks WHERE status = 'Available')"),
        ("available task nobody may take",
            "SELECT id FROM user_tasks WHERE status = 'Available' AND id NOT IN (SELECT task_id FROM user_task_candidates)"),
        ("case without its instance", "SELECT id FROM cases WHERE workflow_instance_id NOT IN (SELECT id FROM workflow_instances)"),
        ("instance without its case", "SELECT id FROM workflow_instances WHERE case_id NOT IN (SELECT id FROM cases)"),
        ("case closed apart from its instance",
            "SELECT c.id FROM cases c JOIN workflow_instances i ON i.id = c.workflow_instance_id WHERE (c.stage = 'Closed') <> (i.status = 'Finished')"),
        ("gap in a history", "SELECT case_id FROM case_events GROUP BY case_id HAVING min(seq) <> 1 OR max(seq) <> count(*)"),
        ("history without its case", "SELECT DISTINCT case_id FROM case_events WHERE case_id NOT IN (SELECT id FROM cases)"),
        ("gap in a journal", "SELECT workflow_instance_id FROM workflow_journal GROUP BY workflow_instance_id HAVING min(revision) <> 0 OR max(revision) <> count(*) - 1"),
        ("journal that does not reach its instance", """
            SELECT i.id FROM workflow_instances i WHERE i.revision <> (SELECT max(j.revision) FROM workflow_journal j WHERE j.workflow_instance_id = i.id)
            """),
        ("history's end differs from its case", """
            SELECT c.id FROM cases c LEFT JOIN case_events e ON e.case_id = c.id AND e.seq = c.history_seq
            WHERE e.hash IS DISTINCT FROM c.history_hash OR EXISTS (SELECT 1 FROM case_events l WHERE l.case_id = c.id AND l.seq > c.history_seq)
            """),
        ("gap in an association's case numbers",
            "SELECT c.association_key FROM cases c JOIN case_numbers n USING (association_key) GROUP BY c.association_key HAVING count(*) <> max(n.last)"),
        ("completed tasks and their history differ", """
            SELECT coalesce(t.case_id, e.case_id)
            FROM (SELECT case_id, activity_id, action, completed_by AS who, count(*) AS n FROM user_tasks WHERE status = 'Completed' GROUP BY 1, 2, 3, 4) t
            FULL JOIN (SELECT case_id, activity_id, data ->> 'action' AS action, actor AS who, count(*) AS n FROM case_events WHERE action = 'TaskCompleted' GROUP BY 1, 2, 3, 4) e
                ON e.case_id = t.case_id AND e.activity_id = t.activity_id AND e.action = t.action AND e.who = t.who
            WHERE t.n IS DISTINCT FROM e.n
            """),
        ("opened tasks and their history differ", """
            SELECT t.case_id FROM (SELECT case_id, count(*) AS n FROM user_tasks GROUP BY 1) t
            JOIN (SELECT case_id, count(*) AS n FROM case_events WHERE action = 'TaskOpened' GROUP BY 1) e USING (case_id) WHERE t.n <> e.n
            """),
        ("case closed more or less than once", """
            SELECT c.id FROM cases c LEFT JOIN case_events e ON e.case_id = c.id AND e.action = 'CaseClosed'
            GROUP BY c.id HAVING count(e.seq) <> CASE c.stage WHEN 'Closed' THEN 1 ELSE 0 END
            """),
        ("floor passed twice in one review", """
            SELECT e.case_id FROM case_events e WHERE e.action = 'DecisionReleasable'
            GROUP BY e.case_id, e.activity_id, (SELECT max(o.seq) FROM case_events o
                WHERE o.case_id = e.case_id AND o.activity_id = e.activity_id AND o.action = 'TaskOpened' AND o.seq < e.seq)
            HAVING count(*) > 1
            """),
        ("step that failed", "SELECT case_id FROM case_events WHERE action = 'StepFailed'"),
        ("timer that failed", "SELECT id FROM bookmarks WHERE attempts > 0"),
        ("outbox message given up", "SELECT id FROM outbox WHERE dead_at IS NOT NULL"),
        ("message that was never in the outbox", "SELECT id FROM messages WHERE idempotency_key NOT IN (SELECT idempotency_key FROM outbox)"),
        ("message and outbox disagree on what was delivered",
            "SELECT id FROM outbox WHERE kind <> 'workflow-event' AND (dispatched_at IS NOT NULL) <> (idempotency_key IN (SELECT idempotency_key FROM messages))"),
    ];

    /// <summary>Each finds rows that must be gone once every case is over.</summary>
    public static readonly (string What, string Sql)[] Unfinished =
    [
        ("case that is stuck", "SELECT id FROM cases WHERE stage <> 'Closed' OR result IS NULL"),
        ("instance that is stuck", "SELECT id FROM workflow_instances WHERE status <> 'Finished' OR sub_status <> 'Finished' OR incident_count > 0"),
        ("task left open", "SELECT id FROM user_tasks WHERE status NOT IN ('Completed', 'Cancelled')"),
        ("bookmark left behind", "SELECT id FROM bookmarks"),
        ("candidate left behind", "SELECT task_id FROM user_task_candidates"),
        ("outbox message not delivered", "SELECT id FROM outbox WHERE dispatched_at IS NULL"),
    ];
}
