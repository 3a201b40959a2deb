-- How far what is made from the events has come. Everything made so can be dropped and made again (docs/adr/0031).
CREATE TABLE projections (
    name        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    tx          INTEGER NOT NULL,
    place       INTEGER NOT NULL,
    events      INTEGER NOT NULL,
    case_id     TEXT,
    seq         INTEGER,
    updated_at  INTEGER NOT NULL,
    PRIMARY KEY (name)
);

-- The trail: every event again, by numbers, so that it is found along one narrow index whatever is asked for. Words stand once.
CREATE TABLE trail_words (
    id          INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ux_trail_words ON trail_words (text);

CREATE TABLE trail (
    place       INTEGER NOT NULL,
    association INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    case_id     TEXT    NOT NULL,
    seq         INTEGER NOT NULL,
    actor       INTEGER NOT NULL,
    behalf      INTEGER,
    action      INTEGER NOT NULL,
    step        INTEGER,
    clause      INTEGER,
    version     INTEGER,
    channel     INTEGER NOT NULL,
    PRIMARY KEY (place)
);
CREATE INDEX ix_trail_at ON trail (association, at, place);
CREATE INDEX ix_trail_actor ON trail (association, actor, at, place);
CREATE INDEX ix_trail_behalf ON trail (association, behalf, at, place) WHERE behalf IS NOT NULL;
CREATE INDEX ix_trail_action ON trail (association, action, at, place);
CREATE INDEX ix_trail_step ON trail (association, step, at, place) WHERE step IS NOT NULL;
CREATE INDEX ix_trail_clause ON trail (association, clause, at, place) WHERE clause IS NOT NULL;
CREATE INDEX ix_trail_version ON trail (association, version, at, place) WHERE version IS NOT NULL;
CREATE INDEX ix_trail_channel ON trail (association, channel, at, place);
