-- How far what is made from the events has come. Everything made so can be dropped and made again (docs/adr/0031).
CREATE TABLE projections (
    name        TEXT   NOT NULL,
    version     BIGINT NOT NULL,
    tx          BIGINT NOT NULL,
    place       BIGINT NOT NULL,
    events      BIGINT NOT NULL,
    case_id     TEXT,
    seq         BIGINT,
    updated_at  BIGINT NOT NULL,
    PRIMARY KEY (name)
);

-- The trail: every event again, by numbers, so that it is found along one narrow index whatever is asked for. Words stand once.
CREATE TABLE trail_words (
    id          BIGINT NOT NULL,
    text        TEXT   NOT NULL,
    PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ux_trail_words ON trail_words (text);

CREATE TABLE trail (
    place       BIGINT NOT NULL,
    association BIGINT NOT NULL,
    at          BIGINT NOT NULL,
    case_id     TEXT   NOT NULL,
    seq         BIGINT NOT NULL,
    actor       BIGINT NOT NULL,
    behalf      BIGINT,
    action      BIGINT NOT NULL,
    step        BIGINT,
    clause      BIGINT,
    version     BIGINT,
    channel     BIGINT NOT NULL,
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

-- What the hosts on this database have in common: transactions end in another order than their events were numbered in, so the feed goes by both (docs/adr/0031).
ALTER TABLE case_events ADD COLUMN tx xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE case_events ADD COLUMN place BIGINT GENERATED ALWAYS AS IDENTITY;
CREATE UNIQUE INDEX ux_case_events_feed ON case_events (tx, place);
