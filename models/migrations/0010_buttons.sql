-- The buttons under a private message, as a JSON list of [label, command]; empty for what has none.
ALTER TABLE outbox ADD COLUMN buttons TEXT;
