-- Absences, deputies, branches, and what else there is to say about who works here.

ALTER TABLE staff_members ADD COLUMN must_change_password INTEGER NOT NULL DEFAULT 0;
ALTER TABLE staff_members ADD COLUMN disabled_at INTEGER;

-- Days are days of the association's own calendar, as 2026-11-21.
CREATE TABLE absences (
    id              TEXT    NOT NULL PRIMARY KEY,
    association_key TEXT    NOT NULL,
    person_id       TEXT    NOT NULL REFERENCES staff_members (id) ON DELETE CASCADE,
    deputy_id       TEXT    REFERENCES staff_members (id) ON DELETE SET NULL,
    from_day        TEXT    NOT NULL,
    to_day          TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    created_by      TEXT    NOT NULL,
    ended_at        INTEGER,
    ended_by        TEXT,
    CONSTRAINT ck_absences_days CHECK (from_day <= to_day),
    CONSTRAINT ck_absences_deputy CHECK (deputy_id IS NULL OR deputy_id <> person_id)
);
CREATE INDEX ix_absences_deputy ON absences (deputy_id) WHERE deputy_id IS NOT NULL AND ended_at IS NULL;
CREATE INDEX ix_absences_person ON absences (association_key, person_id) WHERE ended_at IS NULL;

CREATE TABLE branches (
    association_key TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    name_ar         TEXT    NOT NULL,
    name_en         TEXT    NOT NULL,
    closed_at       INTEGER,
    PRIMARY KEY (association_key, id)
);

CREATE TABLE staff_branches (
    user_id         TEXT NOT NULL REFERENCES staff_members (id) ON DELETE CASCADE,
    association_key TEXT NOT NULL,
    branch_id       TEXT NOT NULL,
    PRIMARY KEY (user_id, association_key, branch_id),
    FOREIGN KEY (association_key, branch_id) REFERENCES branches (association_key, id)
) WITHOUT ROWID;

-- The branch a request came in at; null for those that came to the association itself.
ALTER TABLE cases ADD COLUMN branch_id TEXT;

-- Who did what to whose account. No passwords, no codes.
CREATE TABLE staff_events (
    id              INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    association_key TEXT,
    person_id       TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    actor           TEXT    NOT NULL,
    action          TEXT    NOT NULL,
    data            TEXT
);
CREATE INDEX ix_staff_events_person ON staff_events (person_id, id);
CREATE TRIGGER staff_events_no_update BEFORE UPDATE ON staff_events
BEGIN
    SELECT RAISE(ABORT, 'staff history is append-only');
END;
CREATE TRIGGER staff_events_no_delete BEFORE DELETE ON staff_events
BEGIN
    SELECT RAISE(ABORT, 'staff history is append-only');
END;
