-- The book of seals: what the ends of all histories came to on a day, signed with the association's key (docs/adr/0033). Appended, never changed.

CREATE TABLE seal_keys (
    association_key TEXT   NOT NULL,
    place           BIGINT NOT NULL,
    record          TEXT   NOT NULL,
    private_key     TEXT   NOT NULL,
    PRIMARY KEY (association_key, place)
);

CREATE TABLE seals (
    association_key TEXT   NOT NULL,
    number          BIGINT NOT NULL,
    at              BIGINT NOT NULL,
    line            TEXT   NOT NULL,
    PRIMARY KEY (association_key, number)
);

CREATE TABLE sealed_heads (
    association_key TEXT   NOT NULL,
    case_id         TEXT   NOT NULL,
    seal            BIGINT NOT NULL,
    seq             BIGINT NOT NULL,
    hash            TEXT   NOT NULL,
    PRIMARY KEY (association_key, case_id, seal)
);
CREATE INDEX ix_sealed_heads_seal ON sealed_heads (association_key, seal, case_id);

CREATE TRIGGER seals_no_change BEFORE UPDATE OR DELETE ON seals FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER seals_no_truncate BEFORE TRUNCATE ON seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER sealed_heads_no_change BEFORE UPDATE OR DELETE ON sealed_heads FOR EACH ROW EXECUTE FUNCTION refuse_change_of_history();
CREATE TRIGGER sealed_heads_no_truncate BEFORE TRUNCATE ON sealed_heads FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_history();
