-- While a group's new robot is tried the one before it is kept: a wrong address does not silence a group that was heard.
ALTER TABLE chat_groups ADD COLUMN former_key VARCHAR(64) NOT NULL DEFAULT '';
