namespace CaseWorkflows.Bench;

/// <summary>
/// One case's rows written again under other ids, for every row of the table <c>clones</c>. Texts that hold ids are rewritten, so that a clone's open task can be
/// claimed and completed; its history keeps the hashes of the case it was copied from and does not verify.
/// </summary>
internal static class ClonesSql
{
    public static readonly string[] Columns =
        ["old_case", "old_instance", "old_number", "id", "instance", "number", "applicant", "full_name", "folded_name", "mobile", "national_id_hash", "opened_at", "shift", "person"];

    // Of cases in general, and of those the clones are made from.
    public const string Create = """
        CREATE TEMP TABLE clones (old_case TEXT, old_instance TEXT, old_number TEXT, id TEXT, instance TEXT, number TEXT, applicant TEXT, full_name TEXT, folded_name TEXT,
            mobile TEXT, national_id_hash TEXT, opened_at BIGINT, shift BIGINT, person TEXT);
        CREATE TEMP TABLE offers AS SELECT t.workflow_instance_id, x.* FROM user_task_candidates x JOIN user_tasks t ON t.id = x.task_id;
        CREATE INDEX ix_offers ON offers (workflow_instance_id);
        """;

    /// <summary>The statements for one batch, in order.</summary>
    public static IReadOnlyList<string> Copy(bool postgres)
    {
        var (fromBytes, toBytes) = postgres ? ("convert_from(i.state, 'UTF8')", "convert_to({0}, 'UTF8')") : ("CAST(i.state AS TEXT)", "CAST({0} AS BLOB)");
        var state = string.Format(System.Globalization.CultureInfo.InvariantCulture, toBytes, $"replace(replace(replace({fromBytes}, k.old_instance, k.instance), k.old_case, k.id), k.old_number, k.number)");
        const string Never = "3155378975999999999";
        return [
            """
            INSERT INTO applicants (id, association_key, full_name, folded_name, national_id_hash, mobile, created_at)
            SELECT k.applicant, c.association_key, k.full_name, k.folded_name, k.national_id_hash, k.mobile, k.opened_at FROM clones k JOIN cases c ON c.id = k.old_case
            """,
            """
            INSERT INTO cases (id, association_key, number, service, channel, stage, result, applicant_id, needs, definition_id, definition_version_id, workflow_instance_id,
                opened_at, opened_by, updated_at, closed_at, informed_at, registration_number, satisfaction_score, history_seq, history_hash, revision)
            SELECT k.id, c.association_key, k.number, c.service, c.channel, c.stage, c.result, k.applicant, c.needs, c.definition_id, c.definition_version_id, k.instance,
                k.opened_at, c.opened_by, c.updated_at + k.shift, c.closed_at + k.shift, c.informed_at + k.shift, c.registration_number, c.satisfaction_score, c.history_seq,
                c.history_hash, c.revision
            FROM clones k JOIN cases c ON c.id = k.old_case
            """,
            """
            INSERT INTO case_events (case_id, seq, at, actor, on_behalf_of, action, activity_type, activity_id, clause, definition_version, reason, data, previous_hash, hash)
            SELECT k.id, e.seq, e.at + k.shift, e.actor, e.on_behalf_of, e.action, e.activity_type, e.activity_id, e.clause, e.definition_version, e.reason,
                replace(e.data, k.old_number, k.number), e.previous_hash, e.hash
            FROM clones k JOIN case_events e ON e.case_id = k.old_case
            """,
            $"""
            INSERT INTO workflow_instances (id, case_id, association_key, definition_id, definition_version_id, version, status, sub_status, correlation_id, name, incident_count, state,
                revision, created_at, updated_at, finished_at)
            SELECT k.instance, k.id, i.association_key, i.definition_id, i.definition_version_id, i.version, i.status, i.sub_status, replace(i.correlation_id, k.old_case, k.id), i.name,
                i.incident_count, {state}, i.revision, i.created_at + k.shift, i.updated_at + k.shift, i.finished_at + k.shift
            FROM clones k JOIN workflow_instances i ON i.id = k.old_instance
            """,
            """
            INSERT INTO user_tasks (workflow_instance_id, id, association_key, case_id, activity_id, activity_instance_id, activity_type, clause, title_ar, title_en, summary, instructions,
                reference, form, wording_ar, wording_en, tools, priority, candidate_roles, candidate_users, excluded_users, assignee, actions, status, due_at, escalate_to, revision,
                created_at, claimed_at, completed_at, completed_by, action, reason, data, operation_id, request_hash, case_stage, service, channel)
            SELECT k.instance, replace(t.id, k.old_instance, k.instance), t.association_key, k.id, t.activity_id, replace(t.activity_instance_id, k.old_instance, k.instance), t.activity_type,
                t.clause, t.title_ar, t.title_en, t.summary, t.instructions, t.reference, t.form, t.wording_ar, t.wording_en, t.tools, t.priority, t.candidate_roles, t.candidate_users,
                t.excluded_users, CASE WHEN t.assignee IS NULL THEN NULL ELSE k.person END, t.actions, t.status, t.due_at + k.shift, t.escalate_to, t.revision, t.created_at + k.shift,
                t.claimed_at + k.shift, t.completed_at + k.shift, CASE WHEN t.completed_by IS NULL THEN NULL ELSE k.person END, t.action, t.reason, t.data,
                replace(t.operation_id, k.old_instance, k.instance), t.request_hash, t.case_stage, t.service, t.channel
            FROM clones k JOIN user_tasks t ON t.workflow_instance_id = k.old_instance
            """,
            $"""
            INSERT INTO user_task_candidates (association_key, kind, value, rank, due_at, created_at, task_id, service, channel, activity_type, activity_id)
            SELECT x.association_key, x.kind, x.value, x.rank, CASE WHEN x.due_at = {Never} THEN {Never} ELSE x.due_at + k.shift END, x.created_at + k.shift,
                replace(x.task_id, k.old_instance, k.instance), x.service, x.channel, x.activity_type, x.activity_id
            FROM clones k JOIN offers x ON x.workflow_instance_id = k.old_instance
            """,
            """
            INSERT INTO bookmarks (workflow_instance_id, activity_instance_id, hash, id, activity_id, name, payload, correlation_id, created_at, due_at, next_attempt_at, attempts, last_error)
            SELECT k.instance, replace(b.activity_instance_id, k.old_instance, k.instance), b.hash, replace(b.id, k.old_instance, k.instance), b.activity_id, b.name, b.payload,
                replace(b.correlation_id, k.old_case, k.id), b.created_at + k.shift, b.due_at + k.shift, b.next_attempt_at + k.shift, b.attempts, b.last_error
            FROM clones k JOIN bookmarks b ON b.workflow_instance_id = k.old_instance
            """,
            """
            INSERT INTO workflow_journal (workflow_instance_id, revision, at, stimulus, entries)
            SELECT k.instance, j.revision, j.at + k.shift, j.stimulus, j.entries
            FROM clones k JOIN cases c ON c.id = k.old_case JOIN workflow_journal j ON j.workflow_instance_id = k.old_instance WHERE c.closed_at IS NULL
            """,
            "DELETE FROM clones",
        ];
    }
}
