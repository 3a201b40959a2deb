-- An inbox is filtered in passing, while it is walked along; so what it is filtered by lies in the entry that is walked over (docs/adr/0026).
ALTER TABLE user_tasks ADD COLUMN service TEXT;
ALTER TABLE user_tasks ADD COLUMN channel TEXT;
UPDATE user_tasks SET service = (SELECT c.service FROM cases c WHERE c.id = case_id), channel = (SELECT c.channel FROM cases c WHERE c.id = case_id)
    WHERE status IN ('Available', 'Claimed');
CREATE INDEX ix_user_tasks_waiting ON user_tasks (association_key, created_at, id, due_at, assignee, priority, service, channel, activity_type, activity_id, status)
    WHERE status IN ('Available', 'Claimed');

-- The key is the order in which inboxes show what is not overdue: what waits longest comes first.
CREATE TABLE user_task_offers (
    association_key TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    value           TEXT    NOT NULL,
    rank            INTEGER NOT NULL,
    due_at          BIGINT  NOT NULL,
    created_at      BIGINT  NOT NULL,
    task_id         TEXT    NOT NULL,
    service         TEXT,
    channel         TEXT,
    activity_type   TEXT,
    activity_id     TEXT,
    PRIMARY KEY (association_key, kind, value, created_at, task_id),
    CONSTRAINT ck_user_task_candidates_kind CHECK (kind IN ('role', 'user', 'excluded'))
);
INSERT INTO user_task_offers (association_key, kind, value, rank, due_at, created_at, task_id, service, channel, activity_type, activity_id)
SELECT k.association_key, k.kind, k.value, k.rank, k.due_at, k.created_at, k.task_id, t.service, t.channel, t.activity_type, t.activity_id
FROM user_task_candidates k LEFT JOIN user_tasks t ON t.id = k.task_id AND t.status IN ('Available', 'Claimed') AND t.association_key = k.association_key AND t.created_at = k.created_at;
DROP TABLE user_task_candidates;
ALTER TABLE user_task_offers RENAME TO user_task_candidates;
CREATE INDEX ix_user_task_candidates_due ON user_task_candidates (association_key, kind, value, due_at) WHERE due_at < 3155378975999999999;

-- Cases that stand still because a step failed: few at any time, and a supervisor asks for them all day.
CREATE INDEX ix_workflow_instances_failed ON workflow_instances (association_key, updated_at) WHERE incident_count > 0 AND status = 'Running';

-- What a person follows a case with. Only a keyed hash is kept; a new code takes the place of the one before.
CREATE TABLE follow_up_codes (
    case_id    TEXT    NOT NULL PRIMARY KEY,
    code_hash  TEXT    NOT NULL,
    created_at BIGINT  NOT NULL
);
CREATE UNIQUE INDEX ux_follow_up_codes_hash ON follow_up_codes (code_hash);
