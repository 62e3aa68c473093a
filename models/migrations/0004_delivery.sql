-- What came in, what goes out, what ran. Moments of inbox, outbox and tokens are milliseconds since 1970 UTC.
CREATE TABLE inbox (
    id {bigid}, message_key VARCHAR(96) NOT NULL UNIQUE, conversation VARCHAR(200) NOT NULL,
    received BIGINT NOT NULL, payload TEXT, state VARCHAR(12) NOT NULL
        CHECK (state IN ('pending', 'done', 'quarantined')),
    tries INT NOT NULL, reply TEXT, replied_by VARCHAR(12), handled BIGINT, fault VARCHAR(16)
);
CREATE INDEX inbox_pending ON inbox (conversation, id) WHERE state = 'pending';
CREATE INDEX inbox_unanswered ON inbox (received) WHERE replied_by IS NULL;
CREATE TABLE broadcasts (
    id {id}, cause VARCHAR(96) NOT NULL UNIQUE, title VARCHAR(64) NOT NULL, created BIGINT NOT NULL
);
CREATE TABLE outbox (
    id {bigid}, broadcast_id INT REFERENCES broadcasts (id) ON DELETE RESTRICT,
    once_key VARCHAR(160) NOT NULL UNIQUE, channel VARCHAR(12) NOT NULL, destination VARCHAR(64) NOT NULL,
    heads INT NOT NULL, payload TEXT NOT NULL, state VARCHAR(12) NOT NULL CHECK (state IN
        ('pending', 'sending', 'sent', 'retry_at', 'unconfirmed', 'dead', 'expired', 'cancelled')),
    due BIGINT NOT NULL, not_after BIGINT, attempt INT NOT NULL, burned INT NOT NULL, owner VARCHAR(32),
    lease_until BIGINT, first_tried BIGINT, settled BIGINT, code INT, note VARCHAR(300)
);
CREATE INDEX outbox_due ON outbox (due) WHERE state IN ('pending', 'retry_at', 'sending');
CREATE INDEX outbox_broadcast ON outbox (broadcast_id);
CREATE TABLE sendings (
    id {bigid}, target VARCHAR(160) NOT NULL, at BIGINT NOT NULL, heads INT NOT NULL
);
CREATE INDEX sendings_target ON sendings (target, at);
CREATE TABLE channel_states (
    id {id}, channel VARCHAR(96) NOT NULL UNIQUE, paused_until BIGINT, strikes INT NOT NULL, reason VARCHAR(300)
);
CREATE TABLE access_tokens (
    id {id}, application VARCHAR(96) NOT NULL UNIQUE, token VARCHAR(600) NOT NULL, expires BIGINT NOT NULL,
    fetched BIGINT NOT NULL, worked {flag} NOT NULL
);
CREATE TABLE schedules (
    id {id}, job VARCHAR(48) NOT NULL UNIQUE, watermark {moment} NOT NULL, paused_by VARCHAR(64),
    paused_at {moment}
);
CREATE TABLE job_runs (
    id {id}, job VARCHAR(48) NOT NULL, due {moment} NOT NULL, state VARCHAR(12) NOT NULL
        CHECK (state IN ('done', 'skipped', 'failed')),
    ran_at {moment} NOT NULL, tries INT NOT NULL, note VARCHAR(200),
    CONSTRAINT job_runs_once UNIQUE (job, due)
);
