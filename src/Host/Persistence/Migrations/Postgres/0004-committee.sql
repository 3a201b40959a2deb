-- A committee over one task. The rules are kept as they stood when it began.
CREATE TABLE committee_sittings (
    task_id              TEXT    NOT NULL PRIMARY KEY,
    workflow_instance_id TEXT    NOT NULL,
    activity_instance_id TEXT    NOT NULL,
    association_key      TEXT    NOT NULL,
    case_id              TEXT    NOT NULL,
    committee_key        TEXT    NOT NULL,
    rules                TEXT    NOT NULL,
    secret               BOOLEAN NOT NULL,
    round                INTEGER NOT NULL,
    opened_at            BIGINT  NOT NULL,
    releasable_at        BIGINT  NOT NULL,
    counted_from         TEXT    NOT NULL,
    counted_from_at      BIGINT  NOT NULL,
    minimum_period       TEXT    NOT NULL,
    working_days         BOOLEAN NOT NULL,
    closed_at            BIGINT,
    closed_by            TEXT,
    decided_at           BIGINT,
    decision             TEXT,
    ground               TEXT,
    tally                TEXT,
    reason               TEXT,
    completed_by         TEXT,
    released_at          BIGINT,
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
    is_chair BOOLEAN NOT NULL,
    PRIMARY KEY (task_id, round, user_id)
);
CREATE INDEX ix_committee_members_user ON committee_members (user_id);

-- Who voted. What was chosen stands here in an open ballot, and never in a secret one.
CREATE TABLE committee_votes (
    task_id   TEXT    NOT NULL,
    round     INTEGER NOT NULL,
    member_id TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    choice    TEXT,
    reason    TEXT,
    PRIMARY KEY (task_id, round, member_id),
    CONSTRAINT ck_committee_votes_choice CHECK (choice IN ('Approve', 'Reject', 'Abstain')),
    CONSTRAINT ck_committee_votes_reason CHECK (reason IS NULL OR choice IS NOT NULL)
);

CREATE FUNCTION refuse_change_of_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'votes are final' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER committee_votes_no_change BEFORE UPDATE OR DELETE ON committee_votes FOR EACH ROW EXECUTE FUNCTION refuse_change_of_votes();
CREATE TRIGGER committee_votes_no_truncate BEFORE TRUNCATE ON committee_votes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_votes();

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
    at        BIGINT  NOT NULL,
    PRIMARY KEY (task_id, member_id)
);

CREATE TABLE committee_discussion (
    id        TEXT    NOT NULL PRIMARY KEY,
    task_id   TEXT    NOT NULL,
    author_id TEXT    NOT NULL,
    text      TEXT    NOT NULL,
    at        BIGINT  NOT NULL
);
CREATE INDEX ix_committee_discussion_task ON committee_discussion (task_id, at);

-- A day on which the committee meets over several cases.
CREATE TABLE committee_sessions (
    id              TEXT    NOT NULL PRIMARY KEY,
    association_key TEXT    NOT NULL,
    committee_key   TEXT    NOT NULL,
    title           TEXT    NOT NULL,
    held_on         VARCHAR(10) NOT NULL,
    place           TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL,
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
    present    BOOLEAN NOT NULL,
    noted_at   BIGINT  NOT NULL,
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
    signed_at  BIGINT,
    signed_by  TEXT,
    CONSTRAINT ck_committee_minutes_signed CHECK ((signed_at IS NULL) = (sha256 IS NULL))
);

CREATE FUNCTION refuse_change_of_minutes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'signed minutes never change' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER committee_minutes_no_update BEFORE UPDATE ON committee_minutes FOR EACH ROW WHEN (OLD.signed_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_minutes();
CREATE TRIGGER committee_minutes_no_delete BEFORE DELETE ON committee_minutes FOR EACH ROW EXECUTE FUNCTION refuse_change_of_minutes();
CREATE TRIGGER committee_minutes_no_truncate BEFORE TRUNCATE ON committee_minutes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_minutes();

-- Who sits is asked whenever a committee's task opens.
CREATE INDEX ix_staff_roles_by_role ON staff_roles (association_key, role);
