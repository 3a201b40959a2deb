-- The book of seals: what the ends of all histories came to on a day, signed with the association's key (docs/adr/0033). Appended, never changed.

CREATE TABLE seal_keys (
    association_key TEXT    NOT NULL,
    place           INTEGER NOT NULL,
    record          TEXT    NOT NULL,
    private_key     TEXT    NOT NULL,
    PRIMARY KEY (association_key, place)
);

CREATE TABLE seals (
    association_key TEXT    NOT NULL,
    number          INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    line            TEXT    NOT NULL,
    PRIMARY KEY (association_key, number)
);

CREATE TABLE sealed_heads (
    association_key TEXT    NOT NULL,
    case_id         TEXT    NOT NULL,
    seal            INTEGER NOT NULL,
    seq             INTEGER NOT NULL,
    hash            TEXT    NOT NULL,
    PRIMARY KEY (association_key, case_id, seal)
);
CREATE INDEX ix_sealed_heads_seal ON sealed_heads (association_key, seal, case_id);

CREATE TRIGGER seals_no_update BEFORE UPDATE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are append-only');
END;
CREATE TRIGGER seals_no_delete BEFORE DELETE ON seals
BEGIN
    SELECT RAISE(ABORT, 'seals are append-only');
END;
CREATE TRIGGER sealed_heads_no_update BEFORE UPDATE ON sealed_heads
BEGIN
    SELECT RAISE(ABORT, 'seals are append-only');
END;
CREATE TRIGGER sealed_heads_no_delete BEFORE DELETE ON sealed_heads
BEGIN
    SELECT RAISE(ABORT, 'seals are append-only');
END;
