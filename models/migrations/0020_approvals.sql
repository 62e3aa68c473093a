-- A list is frozen when somebody approves it, and out when the groups get it.
ALTER TABLE honour_lists ADD COLUMN out_at {moment};
UPDATE honour_lists SET out_at = issued_at;
