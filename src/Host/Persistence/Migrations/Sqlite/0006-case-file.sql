-- What a case's file holds beside its procedure: documents, comments, and what was said to the person and by them.

-- The content lies under its SHA-256 in the documents folder. What is removed is no longer shown; row and file stay.
CREATE TABLE case_documents (
    id              TEXT    NOT NULL PRIMARY KEY,
    case_id         TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    media_type      TEXT    NOT NULL,
    bytes           INTEGER NOT NULL,
    sha256          TEXT    NOT NULL,
    source          TEXT    NOT NULL,
    task_id         TEXT,
    uploaded_at     INTEGER NOT NULL,
    uploaded_by     TEXT    NOT NULL,
    removed_at      INTEGER,
    removed_by      TEXT,
    removed_reason  TEXT,
    CONSTRAINT ck_case_documents_source CHECK (source IN ('Staff', 'Intake', 'Task')),
    CONSTRAINT ck_case_documents_removed CHECK ((removed_at IS NULL) = (removed_by IS NULL) AND (removed_at IS NULL) = (removed_reason IS NULL)),
    CONSTRAINT ck_case_documents_bytes CHECK (bytes > 0)
);
CREATE INDEX ix_case_documents_case ON case_documents (case_id);
-- The same content filed twice as the same thing is one document.
CREATE UNIQUE INDEX ux_case_documents_content ON case_documents (case_id, sha256, kind) WHERE removed_at IS NULL;
CREATE TRIGGER case_documents_no_delete BEFORE DELETE ON case_documents
BEGIN
    SELECT RAISE(ABORT, 'documents are removed from sight, never deleted');
END;

CREATE TABLE case_comments (
    id              TEXT    NOT NULL PRIMARY KEY,
    case_id         TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    author_id       TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    removed_at      INTEGER,
    removed_by      TEXT,
    CONSTRAINT ck_case_comments_removed CHECK ((removed_at IS NULL) = (removed_by IS NULL))
);
CREATE INDEX ix_case_comments_case ON case_comments (case_id);

CREATE TABLE case_mentions (
    comment_id      TEXT    NOT NULL REFERENCES case_comments (id),
    person_id       TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    seen_at         INTEGER,
    PRIMARY KEY (comment_id, person_id)
);
CREATE INDEX ix_case_mentions_unseen ON case_mentions (person_id, created_at) WHERE seen_at IS NULL;
CREATE INDEX ix_case_mentions_case ON case_mentions (case_id, person_id);

-- What staff wrote to the person, and what came in. What the procedure itself sent stands in messages, where what staff wrote arrives as well.
CREATE TABLE case_conversation (
    id              TEXT    NOT NULL PRIMARY KEY,
    case_id         TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    direction       TEXT    NOT NULL,
    channel         TEXT    NOT NULL,
    text            TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    by_id           TEXT    NOT NULL,
    entered_at      INTEGER NOT NULL,
    CONSTRAINT ck_case_conversation_direction CHECK (direction IN ('In', 'Out'))
);
CREATE INDEX ix_case_conversation_case ON case_conversation (case_id, at);
CREATE INDEX ix_messages_case ON messages (case_id);
