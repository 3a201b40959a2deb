-- Forms as they stood at any time. A task that is open keeps the one it opened with, whatever becomes of the file.

CREATE TABLE form_versions (
    association_key TEXT    NOT NULL,
    key             TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    hash            TEXT    NOT NULL,
    json            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (association_key, key, number),
    CONSTRAINT ck_form_versions_number CHECK (number > 0)
);
CREATE TRIGGER form_versions_no_update BEFORE UPDATE ON form_versions
BEGIN
    SELECT RAISE(ABORT, 'versions of forms never change');
END;
CREATE TRIGGER form_versions_no_delete BEFORE DELETE ON form_versions
BEGIN
    SELECT RAISE(ABORT, 'versions of forms never change');
END;

-- The hash of the form the task opened with; null for a task without a form.
ALTER TABLE user_tasks ADD COLUMN form_version TEXT;

-- Encrypted as a whole. They go when the task is done.
CREATE TABLE task_drafts (
    task_id   TEXT    NOT NULL,
    person_id TEXT    NOT NULL,
    sealed    TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    saved_at  INTEGER NOT NULL,
    PRIMARY KEY (task_id, person_id)
);
