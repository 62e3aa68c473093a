-- How fast may be sent is counted from the outbox itself: when each row was taken in hand last. (Before, a row knew
-- when its lease of a minute would end.)
DROP TABLE sendings;
ALTER TABLE outbox RENAME COLUMN lease_until TO taken;
UPDATE outbox SET taken = taken - 60000 WHERE taken IS NOT NULL;
CREATE INDEX outbox_pace ON outbox (taken, destination, channel, heads) WHERE taken IS NOT NULL;
-- A group is called by its chatid; its robot's key, a secret, stands with the group alone and may change.
UPDATE outbox SET destination = COALESCE((SELECT chatid FROM chat_groups WHERE webhook_key = outbox.destination), '')
    WHERE channel = 'webhook';
UPDATE channel_states SET channel = (SELECT 'webhook:' || chatid FROM chat_groups
    WHERE 'webhook:' || webhook_key = channel_states.channel) WHERE EXISTS (SELECT 1 FROM chat_groups
    WHERE 'webhook:' || webhook_key = channel_states.channel);
DELETE FROM channel_states WHERE channel LIKE 'webhook:%' AND NOT EXISTS (SELECT 1 FROM chat_groups
    WHERE 'webhook:' || chatid = channel_states.channel);
