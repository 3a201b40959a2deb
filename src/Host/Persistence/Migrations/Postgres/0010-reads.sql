-- Every reading of personal data: who, what, when and why. Appended in batches, each sealed over the one before; never changed (docs/adr/0032).

CREATE TABLE read_batches (
    association_key TEXT   NOT NULL,
    number          BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    reads           BIGINT NOT NULL,
    previous_hash   TEXT   NOT NULL,
    hash            TEXT   NOT NULL,
    PRIMARY KEY (association_key, number)
);

CREATE TABLE reads (
    id              TEXT   NOT NULL,
    association_key TEXT   NOT NULL,
    batch           BIGINT NOT NULL,
    place           BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    reader          TEXT   NOT NULL,
    what            TEXT   NOT NULL,
    extent          TEXT   NOT NULL,
    basis           TEXT   NOT NULL,
    channel         TEXT   NOT NULL,
    purpose         TEXT,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ux_reads_place ON reads (association_key, batch, place);
CREATE INDEX ix_reads_at ON reads (association_key, at);
CREATE INDEX ix_reads_reader ON reads (association_key, reader, at);

CREATE TABLE read_cases (
    case_id         TEXT   NOT NULL,
    at              BIGINT NOT NULL,
    read_id         TEXT   NOT NULL,
    place           BIGINT NOT NULL,
    PRIMARY KEY (case_id, at, read_id)
);
CREATE INDEX ix_read_cases_read ON read_cases (read_id, place);

CREATE TRIGGER read_batches_no_change BEFORE UPDATE OR DELETE ON read_batches FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER read_batches_no_truncate BEFORE TRUNCATE ON read_batches FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER reads_no_change BEFORE UPDATE OR DELETE ON reads FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER reads_no_truncate BEFORE TRUNCATE ON reads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER read_cases_no_change BEFORE UPDATE OR DELETE ON read_cases FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER read_cases_no_truncate BEFORE TRUNCATE ON read_cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
