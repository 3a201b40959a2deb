-- A committee over one task. The rules are kept as they stood when it began.
CREATE TABLE committee_sittings (
    task_id              TEXT    NOT NULL PRIMARY KEY,
    workflow_instance_id TEXT    NOT NULL,
    activity_instance_id TEXT    NOT NULL,
    association_key      TEXT    NOT NULL,
    case_id              TEXT    NOT NULL,
    committee_key        TEXT    NOT NULL,
    rules                TEXT    NOT NULL,
    secret               INTEGER NOT NULL,
    round                INTEGER NOT NULL,
    opened_at            INTEGER NOT NULL,
    releasable_at        INTEGER NOT NULL,
    counted_from         TEXT    NOT NULL,
    counted_from_at      INTEGER NOT NULL,
    minimum_period       TEXT    NOT NULL,
    working_days         INTEGER NOT NULL,
    closed_at            INTEGER,
    closed_by            TEXT,
    decided_at           INTEGER,
    decision             TEXT,
    ground               TEXT,
    tally                TEXT,
    reason               TEXT,
    completed_by         TEXT,
    released_at          INTEGER,
    CONSTRAINT ck_committee_sittings_decided CHECK ((decided_at IS NULL) = (decision IS NULL)),
    CONSTRAINT ck_committee_sittings_decision CHECK (decision IN ('Approved', 'Rejected')),
    CONSTRAINT ck_committee_sittings_released CHECK (released_at IS NULL OR decided_at IS NOT NULL)
);
CREATE INDEX ix_committee_sittings_list ON committee_sittings (association_key, opened_at);
CREATE INDEX ix_committee_sittings_instance ON committee_sittings (workflow_instance_id);
CREATE INDEX ix_committee_sittings_case ON committee_sittings (case_id);

-- Who held the role when the round began.
CREATE TABLE committee_members (
    task_id  TEXT    NOT NULL,
    round    INTEGER NOT NULL,
    user_id  TEXT    NOT NULL,
    is_chair INTEGER NOT NULL,
    PRIMARY KEY (task_id, round, user_id)
) WITHOUT ROWID;
CREATE INDEX ix_committee_members_user ON committee_members (user_id);

-- Who voted. What was chosen stands here in an open ballot, and never in a secret one.
CREATE TABLE committee_votes (
    task_id   TEXT    NOT NULL,
    round     INTEGER NOT NULL,
    member_id TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    choice    TEXT,
    reason    TEXT,
    PRIMARY KEY (task_id, round, member_id),
    CONSTRAINT ck_committee_votes_choice CHECK (choice IN ('Approve', 'Reject', 'Abstain')),
    CONSTRAINT ck_committee_votes_reason CHECK (reason IS NULL OR choice IS NOT NULL)
) WITHOUT ROWID;
CREATE TRIGGER committee_votes_no_update BEFORE UPDATE ON committee_votes
BEGIN
    SELECT RAISE(ABORT, 'votes are final');
END;
CREATE TRIGGER committee_votes_no_delete BEFORE DELETE ON committee_votes
BEGIN
    SELECT RAISE(ABORT, 'votes are final');
END;

-- A round's ballots in one row, sorted by what they say, so that nothing tells in which order they came and so whose they are.
CREATE TABLE committee_ballot_boxes (
    task_id TEXT    NOT NULL,
    round   INTEGER NOT NULL,
    box     TEXT    NOT NULL,
    PRIMARY KEY (task_id, round)
);

CREATE TABLE committee_recusals (
    task_id   TEXT    NOT NULL,
    member_id TEXT    NOT NULL,
    reason    TEXT    NOT NULL,
    by_id     TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    PRIMARY KEY (task_id, member_id)
);

CREATE TABLE committee_discussion (
    id        TEXT    NOT NULL PRIMARY KEY,
    task_id   TEXT    NOT NULL,
    author_id TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    at        INTEGER NOT NULL
);
CREATE INDEX ix_committee_discussion_task ON committee_discussion (task_id, at);

-- A day on which the committee meets over several cases.
CREATE TABLE committee_sessions (
    id              TEXT    NOT NULL PRIMARY KEY,
    association_key TEXT    NOT NULL,
    committee_key   TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    held_on         TEXT    NOT NULL,
    place           TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL
);
CREATE INDEX ix_committee_sessions_list ON committee_sessions (association_key, held_on);

CREATE TABLE committee_session_items (
    session_id TEXT    NOT NULL,
    position   INTEGER NOT NULL,
    task_id    TEXT    NOT NULL,
    case_id    TEXT    NOT NULL,
    PRIMARY KEY (session_id, position)
);
CREATE UNIQUE INDEX ux_committee_session_items_task ON committee_session_items (session_id, task_id);
CREATE INDEX ix_committee_session_items_task ON committee_session_items (task_id);

CREATE TABLE committee_attendance (
    session_id TEXT    NOT NULL,
    member_id  TEXT    NOT NULL,
    present    INTEGER NOT NULL,
    noted_at   INTEGER NOT NULL,
    noted_by   TEXT    NOT NULL,
    PRIMARY KEY (session_id, member_id)
);

-- The chair's wording of reasons until the minutes are signed; then both texts and their seal, for good.
CREATE TABLE committee_minutes (
    session_id TEXT    NOT NULL PRIMARY KEY,
    reasons    TEXT    NOT NULL,
    revision   INTEGER NOT NULL,
    text_ar    TEXT,
    text_en    TEXT,
    sha256     TEXT,
    signed_at  INTEGER,
    signed_by  TEXT,
    CONSTRAINT ck_committee_minutes_signed CHECK ((signed_at IS NULL) = (sha256 IS NULL))
);
CREATE TRIGGER committee_minutes_no_update BEFORE UPDATE ON committee_minutes
WHEN OLD.signed_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'signed minutes never change');
END;
CREATE TRIGGER committee_minutes_no_delete BEFORE DELETE ON committee_minutes
BEGIN
    SELECT RAISE(ABORT, 'signed minutes never change');
END;

-- Who sits is asked whenever a committee's task opens.
CREATE INDEX ix_staff_roles_by_role ON staff_roles (association_key, role);
