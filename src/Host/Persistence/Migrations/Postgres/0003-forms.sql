-- Forms as they stood at any time. A task that is open keeps the one it opened with, whatever becomes of the file.

CREATE TABLE form_versions (
    association_key TEXT    NOT NULL,
    key             TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    hash            TEXT    NOT NULL,
    json            TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL,
    PRIMARY KEY (association_key, key, number),
    CONSTRAINT ck_form_versions_number CHECK (number > 0)
);
CREATE FUNCTION refuse_change_of_forms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'versions of forms never change' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER form_versions_no_change BEFORE UPDATE OR DELETE ON form_versions FOR EACH ROW EXECUTE FUNCTION refuse_change_of_forms();
CREATE TRIGGER form_versions_no_truncate BEFORE TRUNCATE ON form_versions FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_forms();

-- The hash of the form the task opened with; null for a task without a form.
ALTER TABLE user_tasks ADD COLUMN form_version TEXT;

-- Encrypted as a whole. They go when the task is done.
CREATE TABLE task_drafts (
    task_id   TEXT    NOT NULL,
    person_id TEXT    NOT NULL,
    sealed    TEXT    NOT NULL,
    revision  INTEGER NOT NULL,
    saved_at  BIGINT  NOT NULL,
    PRIMARY KEY (task_id, person_id)
);
