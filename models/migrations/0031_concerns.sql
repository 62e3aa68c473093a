-- When the duty begins that a message is about: whoever caused it may hurry it at night.
ALTER TABLE outbox ADD COLUMN concerns BIGINT;
