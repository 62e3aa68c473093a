-- Questions that are open; at most one per conversation.
CREATE TABLE dialogs (
    id {id}, conversation VARCHAR(200) NOT NULL, question VARCHAR(24) NOT NULL, "values" {json} NOT NULL,
    tries INT NOT NULL, state VARCHAR(12) NOT NULL
        CHECK (state IN ('open', 'paused', 'done', 'cancelled', 'expired')),
    opened_at {moment} NOT NULL, touched_at {moment} NOT NULL, origin_key VARCHAR(96) NOT NULL
);
CREATE UNIQUE INDEX dialogs_one_open ON dialogs (conversation) WHERE state = 'open';
CREATE INDEX dialogs_conversation ON dialogs (conversation, state);
