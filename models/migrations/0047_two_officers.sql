-- What needs two is no half step any more: a title of which one officer has asked that it goes waits for another.
UPDATE matters SET state = 'withdrawing', closed_at = NULL WHERE kind = 'site' AND state = 'named' AND id IN (
    SELECT matter_id FROM matter_steps AS asked WHERE half
    AND id = (SELECT MAX(id) FROM matter_steps WHERE matter_id = asked.matter_id)
);
INSERT INTO matter_people (matter_id, person_id, part, since)
    SELECT matter_id, by_id, 'owner', at FROM matter_steps AS asked WHERE half AND by_id IS NOT NULL
    AND id = (SELECT MAX(id) FROM matter_steps WHERE matter_id = asked.matter_id);
UPDATE matter_steps SET step = 'ask_withdraw' WHERE half AND matter_id IN (SELECT id FROM matters WHERE kind = 'site');
ALTER TABLE matter_steps DROP COLUMN half;
