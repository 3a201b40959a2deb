-- Instants (…_at) are UTC ticks. Enums are text. Columns ending in _key, _id are opaque text.

-- People ---------------------------------------------------------------------------------------------------------------------------

CREATE TABLE staff_members (
    id                     TEXT    NOT NULL PRIMARY KEY,
    user_name              TEXT,
    normalized_user_name   TEXT,
    email                  TEXT,
    normalized_email       TEXT,
    email_confirmed        INTEGER NOT NULL,
    password_hash          TEXT,
    security_stamp         TEXT,
    concurrency_stamp      TEXT,
    phone_number           TEXT,
    phone_number_confirmed INTEGER NOT NULL,
    two_factor_enabled     INTEGER NOT NULL,
    lockout_end            INTEGER,
    lockout_enabled        INTEGER NOT NULL,
    access_failed_count    INTEGER NOT NULL,
    name_arabic            TEXT    NOT NULL,
    name_english           TEXT    NOT NULL
);
CREATE UNIQUE INDEX ux_staff_members_user_name ON staff_members (normalized_user_name);
CREATE INDEX ix_staff_members_email ON staff_members (normalized_email);

CREATE TABLE staff_claims (
    id          INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id     TEXT    NOT NULL REFERENCES staff_members (id) ON DELETE CASCADE,
    claim_type  TEXT,
    claim_value TEXT
);
CREATE INDEX ix_staff_claims_user ON staff_claims (user_id);

CREATE TABLE staff_logins (
    login_provider        TEXT NOT NULL,
    provider_key          TEXT NOT NULL,
    provider_display_name TEXT,
    user_id               TEXT NOT NULL REFERENCES staff_members (id) ON DELETE CASCADE,
    PRIMARY KEY (login_provider, provider_key)
);
CREATE INDEX ix_staff_logins_user ON staff_logins (user_id);

CREATE TABLE staff_tokens (
    user_id        TEXT NOT NULL REFERENCES staff_members (id) ON DELETE CASCADE,
    login_provider TEXT NOT NULL,
    name           TEXT NOT NULL,
    value          TEXT,
    PRIMARY KEY (user_id, login_provider, name)
);

CREATE TABLE staff_roles (
    user_id         TEXT NOT NULL REFERENCES staff_members (id) ON DELETE CASCADE,
    association_key TEXT NOT NULL,
    role            TEXT NOT NULL,
    PRIMARY KEY (user_id, association_key, role)
) WITHOUT ROWID;

CREATE TABLE api_keys (
    id              TEXT    NOT NULL PRIMARY KEY,
    association_key TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    role            TEXT    NOT NULL,
    key_hash        TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    revoked_at      INTEGER
);
CREATE UNIQUE INDEX ux_api_keys_hash ON api_keys (key_hash);

-- Cases ----------------------------------------------------------------------------------------------------------------------------

CREATE TABLE applicants (
    id                    TEXT    NOT NULL PRIMARY KEY,
    association_key       TEXT    NOT NULL,
    full_name             TEXT    NOT NULL,
    folded_name           TEXT    NOT NULL,
    national_id_protected TEXT,
    national_id_hash      TEXT,
    mobile                TEXT,
    birth_date            TEXT,
    birth_date_as_typed   TEXT,
    created_at            INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_applicants_national_id ON applicants (association_key, national_id_hash) WHERE national_id_hash IS NOT NULL;
CREATE INDEX ix_applicants_mobile ON applicants (association_key, mobile);

CREATE TABLE cases (
    id                    TEXT    NOT NULL PRIMARY KEY,
    association_key       TEXT    NOT NULL,
    number                TEXT    NOT NULL,
    service               TEXT    NOT NULL,
    channel               TEXT    NOT NULL,
    stage                 TEXT    NOT NULL,
    result                TEXT,
    applicant_id          TEXT    NOT NULL REFERENCES applicants (id) DEFERRABLE INITIALLY DEFERRED,
    needs                 TEXT,
    definition_id         TEXT    NOT NULL,
    definition_version_id TEXT    NOT NULL,
    workflow_instance_id  TEXT    NOT NULL,
    opened_at             INTEGER NOT NULL,
    opened_by             TEXT    NOT NULL,
    updated_at            INTEGER NOT NULL,
    closed_at             INTEGER,
    informed_at           INTEGER,
    registration_number   TEXT,
    satisfaction_score    INTEGER,
    history_seq           INTEGER NOT NULL,
    history_hash          TEXT    NOT NULL,
    revision              INTEGER NOT NULL,
    CONSTRAINT ck_cases_closed_stage CHECK ((stage = 'Closed') = (closed_at IS NOT NULL)),
    CONSTRAINT ck_cases_closed_result CHECK ((closed_at IS NULL) = (result IS NULL))
);
CREATE UNIQUE INDEX ux_cases_number ON cases (association_key, number);
CREATE UNIQUE INDEX ux_cases_one_open ON cases (association_key, applicant_id, service) WHERE closed_at IS NULL;
CREATE INDEX ix_cases_stage ON cases (association_key, stage, opened_at);
CREATE INDEX ix_cases_opened ON cases (association_key, opened_at);
CREATE INDEX ix_cases_applicant ON cases (applicant_id);

-- The order of the key is newest first, read backwards; word is empty in one row of each case (docs/adr/0017).
CREATE TABLE case_words (
    association_key TEXT    NOT NULL,
    word            TEXT    NOT NULL,
    opened_at       INTEGER NOT NULL,
    case_id         TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    PRIMARY KEY (association_key, word, opened_at, case_id)
) WITHOUT ROWID;

CREATE TABLE case_numbers (
    association_key TEXT    NOT NULL,
    year            INTEGER NOT NULL,
    last            INTEGER NOT NULL,
    PRIMARY KEY (association_key, year)
) WITHOUT ROWID;

CREATE TABLE case_events (
    case_id            TEXT    NOT NULL,
    seq                INTEGER NOT NULL,
    at                 INTEGER NOT NULL,
    actor              TEXT    NOT NULL,
    on_behalf_of       TEXT,
    action             TEXT    NOT NULL,
    activity_type      TEXT,
    activity_id        TEXT,
    clause             TEXT,
    definition_version    TEXT,
    reason             TEXT,
    data               TEXT,
    previous_hash      TEXT    NOT NULL,
    hash               TEXT    NOT NULL,
    PRIMARY KEY (case_id, seq)
);
CREATE TRIGGER case_events_no_update BEFORE UPDATE ON case_events
BEGIN
    SELECT RAISE(ABORT, 'case history is append-only');
END;
CREATE TRIGGER case_events_no_delete BEFORE DELETE ON case_events
BEGIN
    SELECT RAISE(ABORT, 'case history is append-only');
END;
-- INSERT OR REPLACE removes the old row without asking the DELETE trigger.
CREATE TRIGGER case_events_no_replace BEFORE INSERT ON case_events
WHEN EXISTS (SELECT 1 FROM case_events WHERE case_id = NEW.case_id AND seq = NEW.seq)
BEGIN
    SELECT RAISE(ABORT, 'case history is append-only');
END;

-- What a commit costs is the number of pages it touches (docs/adr/0013). So bookmarks, which are small, lie together by their instance (WITHOUT ROWID), where
-- a burst that ends one and opens the next finds both; and what is large or only ever added lies in the order it came, with a narrow index. Large rows in such
-- a tree stand in its inner pages too, and make it deep.

-- Tasks ----------------------------------------------------------------------------------------------------------------------------

CREATE TABLE user_tasks (
    workflow_instance_id TEXT    NOT NULL,
    id                   TEXT    NOT NULL,
    association_key      TEXT    NOT NULL,
    case_id              TEXT    NOT NULL,
    activity_id          TEXT    NOT NULL,
    activity_instance_id TEXT    NOT NULL,
    activity_type        TEXT    NOT NULL,
    clause               TEXT,
    title_ar             TEXT    NOT NULL,
    title_en             TEXT    NOT NULL,
    summary              TEXT,
    instructions         TEXT,
    reference            TEXT,
    form                 TEXT,
    wording_ar           TEXT,
    wording_en           TEXT,
    tools                TEXT    NOT NULL,
    priority             INTEGER NOT NULL,
    candidate_roles      TEXT    NOT NULL,
    candidate_users      TEXT    NOT NULL,
    excluded_users       TEXT    NOT NULL,
    assignee             TEXT,
    actions              TEXT    NOT NULL,
    status               TEXT    NOT NULL,
    due_at               INTEGER,
    escalate_to          TEXT,
    revision             INTEGER NOT NULL,
    created_at           INTEGER NOT NULL,
    claimed_at           INTEGER,
    completed_at         INTEGER,
    completed_by         TEXT,
    action               TEXT,
    reason               TEXT,
    data                 TEXT,
    operation_id         TEXT,
    request_hash         TEXT,
    case_stage           TEXT,
    PRIMARY KEY (workflow_instance_id, id),
    CONSTRAINT ck_user_tasks_status CHECK (status IN ('Available', 'Claimed', 'Completed', 'Cancelled')),
    CONSTRAINT ck_user_tasks_claimed_by_someone CHECK ((status = 'Claimed') <= (assignee IS NOT NULL))
);
CREATE INDEX ix_user_tasks_open ON user_tasks (association_key, due_at, created_at) WHERE status IN ('Available', 'Claimed');
CREATE INDEX ix_user_tasks_assignee ON user_tasks (assignee) WHERE status = 'Claimed';

-- The key is the order in which inboxes show what is offered to a role or a person.
CREATE TABLE user_task_candidates (
    association_key TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    value           TEXT    NOT NULL,
    rank            INTEGER NOT NULL,
    due_at          INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    task_id         TEXT    NOT NULL,
    PRIMARY KEY (association_key, kind, value, rank, due_at, created_at, task_id),
    CONSTRAINT ck_user_task_candidates_kind CHECK (kind IN ('role', 'user', 'excluded'))
) WITHOUT ROWID;
-- What is due at all, so that the overdue come first without looking through the rest. The number is the last instant there is.
CREATE INDEX ix_user_task_candidates_due ON user_task_candidates (association_key, kind, value, due_at) WHERE due_at < 3155378975999999999;

-- Definitions and workflows --------------------------------------------------------------------------------------------------------

CREATE TABLE workflow_definitions (
    id              TEXT    NOT NULL PRIMARY KEY,
    association_key TEXT    NOT NULL,
    definition_id   TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    name            TEXT    NOT NULL,
    is_latest       INTEGER NOT NULL,
    is_published    INTEGER NOT NULL,
    content_hash    TEXT    NOT NULL,
    json            TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    description     TEXT,
    created_at      INTEGER NOT NULL,
    edit            INTEGER NOT NULL,
    saved_at        INTEGER NOT NULL,
    saved_by        TEXT,
    foreign_edit    INTEGER NOT NULL,
    based_on        TEXT,
    published_at    INTEGER,
    archived_at     INTEGER,
    CONSTRAINT ck_workflow_definitions_source CHECK (source IN ('file', 'designer'))
);
CREATE UNIQUE INDEX ux_workflow_definitions_version ON workflow_definitions (definition_id, version);
CREATE UNIQUE INDEX ux_workflow_definitions_published ON workflow_definitions (definition_id) WHERE is_published = 1;
CREATE UNIQUE INDEX ux_workflow_definitions_latest ON workflow_definitions (definition_id) WHERE is_latest = 1;
CREATE INDEX ix_workflow_definitions_association ON workflow_definitions (association_key, definition_id);
-- Cases run on what was published once: flags may change, what was drawn may not.
CREATE TRIGGER workflow_definitions_published_stay BEFORE UPDATE ON workflow_definitions
WHEN OLD.published_at IS NOT NULL AND (NEW.json <> OLD.json OR NEW.version <> OLD.version OR NEW.published_at IS NULL)
BEGIN
    SELECT RAISE(ABORT, 'published versions never change');
END;

-- Who did what to a procedure's versions, and on whose decision.
CREATE TABLE definition_events (
    definition_id   TEXT    NOT NULL,
    seq             INTEGER NOT NULL,
    association_key TEXT    NOT NULL,
    version_id      TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    actor           TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    reason          TEXT,
    board_session   TEXT,
    PRIMARY KEY (definition_id, seq)
);
CREATE TRIGGER definition_events_no_update BEFORE UPDATE ON definition_events
BEGIN
    SELECT RAISE(ABORT, 'version history is append-only');
END;
CREATE TRIGGER definition_events_no_delete BEFORE DELETE ON definition_events
BEGIN
    SELECT RAISE(ABORT, 'version history is append-only');
END;

-- One started by a trigger belongs to no case. One that another asked for belongs to the other's case, if that has one.
CREATE TABLE workflow_instances (
    id                    TEXT    NOT NULL PRIMARY KEY,
    case_id               TEXT,
    association_key       TEXT    NOT NULL,
    definition_id         TEXT    NOT NULL,
    definition_version_id TEXT    NOT NULL,
    version               INTEGER NOT NULL,
    status                TEXT    NOT NULL,
    sub_status            TEXT    NOT NULL,
    correlation_id        TEXT,
    name                  TEXT,
    incident_count        INTEGER NOT NULL,
    state                 BLOB    NOT NULL,
    revision              INTEGER NOT NULL,
    created_at            INTEGER NOT NULL,
    updated_at            INTEGER NOT NULL,
    finished_at           INTEGER,
    parent_instance_id    TEXT,
    parent_bookmark_id    TEXT
);
CREATE INDEX ix_workflow_instances_list ON workflow_instances (association_key, created_at);
CREATE INDEX ix_workflow_instances_version ON workflow_instances (definition_version_id);
CREATE INDEX ix_workflow_instances_parent ON workflow_instances (parent_instance_id) WHERE parent_instance_id IS NOT NULL;
CREATE INDEX ix_workflow_instances_beside ON workflow_instances (case_id) WHERE parent_instance_id IS NOT NULL;

-- What starts an instance. Filled when a version is published, emptied when another takes its place.
CREATE TABLE workflow_triggers (
    definition_version_id TEXT    NOT NULL,
    activity_id           TEXT    NOT NULL,
    hash                  TEXT    NOT NULL,
    definition_id         TEXT    NOT NULL,
    association_key       TEXT    NOT NULL,
    name                  TEXT    NOT NULL,
    payload               TEXT,
    due_at                INTEGER,
    next_attempt_at       INTEGER,
    attempts              INTEGER NOT NULL,
    last_error            TEXT,
    PRIMARY KEY (definition_version_id, activity_id, hash),
    CONSTRAINT ck_workflow_triggers_clock CHECK ((due_at IS NULL) = (next_attempt_at IS NULL))
);
CREATE INDEX ix_workflow_triggers_hash ON workflow_triggers (hash);
CREATE INDEX ix_workflow_triggers_definition ON workflow_triggers (definition_id);
CREATE INDEX ix_workflow_triggers_due ON workflow_triggers (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- A bookmark with a due time is a timer: the clock resumes it.
CREATE TABLE bookmarks (
    workflow_instance_id TEXT    NOT NULL,
    activity_instance_id TEXT    NOT NULL,
    hash                 TEXT    NOT NULL,
    id                   TEXT    NOT NULL,
    activity_id          TEXT    NOT NULL,
    name                 TEXT    NOT NULL,
    payload              TEXT,
    correlation_id       TEXT,
    created_at           INTEGER NOT NULL,
    due_at               INTEGER,
    next_attempt_at      INTEGER,
    attempts             INTEGER NOT NULL,
    last_error           TEXT,
    PRIMARY KEY (workflow_instance_id, activity_instance_id, hash),
    CONSTRAINT ck_bookmarks_timer CHECK ((due_at IS NULL) = (next_attempt_at IS NULL))
) WITHOUT ROWID;
-- For whoever looks for what a stimulus resumes. A task is answered by its id, never by its hash.
CREATE INDEX ix_bookmarks_hash ON bookmarks (hash) WHERE name <> 'CaseWorkflows.UserTask';
CREATE INDEX ix_bookmarks_http ON bookmarks (created_at) WHERE name = 'Elsa.HttpEndpoint';
CREATE INDEX ix_bookmarks_due ON bookmarks (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

CREATE TABLE workflow_journal (
    workflow_instance_id TEXT    NOT NULL,
    revision             INTEGER NOT NULL,
    at                   INTEGER NOT NULL,
    stimulus             BLOB    NOT NULL,
    entries              BLOB    NOT NULL,
    PRIMARY KEY (workflow_instance_id, revision)
);

-- Running cases taken to another version, as a batch with its own undo. What an instance was is kept whole until nobody can want it back.
CREATE TABLE case_migrations (
    id              TEXT    NOT NULL PRIMARY KEY,
    association_key TEXT    NOT NULL,
    definition_id   TEXT    NOT NULL,
    to_version_id   TEXT    NOT NULL,
    map             TEXT    NOT NULL,
    passes_over     INTEGER NOT NULL,
    reason          TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL
);
CREATE INDEX ix_case_migrations_definition ON case_migrations (definition_id, created_at);

CREATE TABLE case_migration_items (
    migration_id    TEXT    NOT NULL,
    instance_id     TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    status          TEXT    NOT NULL,
    code            TEXT,
    from_version_id TEXT    NOT NULL,
    state_before    BLOB,
    revision_after  INTEGER,
    requested_by    TEXT    NOT NULL,
    done_at         INTEGER,
    PRIMARY KEY (migration_id, instance_id),
    CONSTRAINT ck_case_migration_items_status CHECK (status IN ('Waiting', 'Moved', 'Stayed', 'UndoWaiting', 'Undone', 'MovedOn')),
    CONSTRAINT ck_case_migration_items_undo CHECK ((status IN ('Moved', 'UndoWaiting')) <= (state_before IS NOT NULL))
);
CREATE INDEX ix_case_migration_items_waiting ON case_migration_items (migration_id) WHERE status IN ('Waiting', 'UndoWaiting');

-- What leaves the process, and what came twice -------------------------------------------------------------------------------------

CREATE TABLE outbox (
    id              INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind            TEXT    NOT NULL,
    idempotency_key TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    case_id         TEXT,
    payload         TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    attempts        INTEGER NOT NULL,
    dispatched_at   INTEGER,
    dead_at         INTEGER,
    last_error      TEXT,
    CONSTRAINT ck_outbox_one_end CHECK (dispatched_at IS NULL OR dead_at IS NULL)
);
CREATE UNIQUE INDEX ux_outbox_idempotency_key ON outbox (idempotency_key);
CREATE INDEX ix_outbox_waiting ON outbox (next_attempt_at) WHERE dispatched_at IS NULL AND dead_at IS NULL;
CREATE INDEX ix_outbox_dead ON outbox (id) WHERE dead_at IS NOT NULL;

-- Answers that came before anybody waited for them. Taken out in the transaction in which the one who waits is written.
CREATE TABLE stimulus_inbox (
    id              TEXT    NOT NULL PRIMARY KEY,
    hash            TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    case_id         TEXT,
    subject         TEXT    NOT NULL,
    payload         TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    attempts        INTEGER NOT NULL,
    dead_at         INTEGER
);
CREATE INDEX ix_stimulus_inbox_hash ON stimulus_inbox (hash) WHERE dead_at IS NULL;
CREATE INDEX ix_stimulus_inbox_waiting ON stimulus_inbox (created_at) WHERE dead_at IS NULL;

-- Tasks that workflows ask of programs. Closed with the bookmark that waits for the result.
CREATE TABLE workflow_tasks (
    id                   TEXT    NOT NULL PRIMARY KEY,
    association_key      TEXT    NOT NULL,
    case_id              TEXT,
    workflow_instance_id TEXT    NOT NULL,
    bookmark_id          TEXT    NOT NULL,
    name                 TEXT    NOT NULL,
    payload              TEXT,
    created_at           INTEGER NOT NULL,
    closed_at            INTEGER
);
CREATE INDEX ix_workflow_tasks_open ON workflow_tasks (association_key, created_at, id) WHERE closed_at IS NULL;

CREATE TABLE messages (
    id              TEXT    NOT NULL PRIMARY KEY,
    idempotency_key TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    text_ar         TEXT    NOT NULL,
    text_en         TEXT    NOT NULL,
    created_at      INTEGER NOT NULL
);
CREATE UNIQUE INDEX ux_messages_idempotency_key ON messages (idempotency_key);

CREATE TABLE operations (
    scope        TEXT    NOT NULL,
    operation_id TEXT    NOT NULL,
    request_hash TEXT    NOT NULL,
    status_code  INTEGER NOT NULL,
    response     TEXT    NOT NULL,
    location     TEXT,
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (scope, operation_id)
);
