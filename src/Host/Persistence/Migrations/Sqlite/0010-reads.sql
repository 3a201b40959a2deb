-- Every reading of personal data: who, what, when and why. Appended in batches, each sealed over the one before; never changed (docs/adr/0032).

CREATE TABLE read_batches (
    association_key TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    reads           INTEGER NOT NULL,
    previous_hash   TEXT    NOT NULL,
    hash            TEXT    NOT NULL,
    PRIMARY KEY (association_key, number)
);

CREATE TABLE reads (
    id              TEXT    NOT NULL,
    association_key TEXT    NOT NULL,
    batch           INTEGER NOT NULL,
    place           INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    reader          TEXT    NOT NULL,
    what            TEXT    NOT NULL,
    extent          TEXT    NOT NULL,
    basis           TEXT    NOT NULL,
    channel         TEXT    NOT NULL,
    purpose         TEXT,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ux_reads_place ON reads (association_key, batch, place);
CREATE INDEX ix_reads_at ON reads (association_key, at);
CREATE INDEX ix_reads_reader ON reads (association_key, reader, at);

CREATE TABLE read_cases (
    case_id         TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    read_id         TEXT    NOT NULL,
    place           INTEGER NOT NULL,
    PRIMARY KEY (case_id, at, read_id)
);
CREATE INDEX ix_read_cases_read ON read_cases (read_id, place);

CREATE TRIGGER read_batches_no_update BEFORE UPDATE ON read_batches
BEGIN
    SELECT RAISE(ABORT, 'reads are append-only');
END;
CREATE TRIGGER read_batches_no_delete BEFORE DELETE ON read_batches
BEGIN
    SELECT RAISE(ABORT, 'reads are append-only');
END;
CREATE TRIGGER reads_no_update BEFORE UPDATE ON reads
BEGIN
    SELECT RAISE(ABORT, 'reads are append-only');
END;
CREATE TRIGGER reads_no_delete BEFORE DELETE ON reads
BEGIN
    SELECT RAISE(ABORT, 'reads are append-only');
END;
CREATE TRIGGER read_cases_no_update BEFORE UPDATE ON read_cases
BEGIN
    SELECT RAISE(ABORT, 'reads are append-only');
END;
CREATE TRIGGER read_cases_no_delete BEFORE DELETE ON read_cases
BEGIN
    SELECT RAISE(ABORT, 'reads are append-only');
END;
