using CaseWorkflows.Host.NightWatch;

namespace CaseWorkflows.Host.Tests.Crashes;

/// <summary>Questions to the database whose right answer is "no row".</summary>
internal static class StoredQuestions
{
    /// <summary>
    /// Each finds rows that must not exist, in whatever moment the process died, beside what <see cref="Watches.All"/> ask: here nothing fails of itself, and
    /// what people did is known.
    /// </summary>
    public static readonly (string What, string Sql)[] Impossible =
    [
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
