-- How a message that waits is written anew when it goes.
ALTER TABLE outbox ADD COLUMN recipe TEXT;
