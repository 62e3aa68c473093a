-- Reminders of every topic are counted in one table, for each person who reads them; of the old counts, which named no
-- person, nothing can be told, so they begin anew.
DROP TABLE star_reminders;
CREATE TABLE reminder_counts (
    id {id}, kind VARCHAR(24) NOT NULL, subject VARCHAR(48) NOT NULL, userid VARCHAR(64) NOT NULL, sent INT NOT NULL,
    last_at {moment} NOT NULL, CONSTRAINT reminder_counts_once UNIQUE (kind, subject, userid)
);
CREATE TABLE reminder_wishes (
    id {id}, person_id INT NOT NULL UNIQUE REFERENCES persons (id) ON DELETE RESTRICT,
    amount VARCHAR(8) NOT NULL CHECK (amount IN ('usual', 'few', 'none')), half_hour {flag} NOT NULL DEFAULT {no}
);
ALTER TABLE duty_slots ADD COLUMN told_at {moment};
ALTER TABLE duty_settings ADD COLUMN chase {flag} NOT NULL DEFAULT {no};
ALTER TABLE outbox ADD COLUMN purpose VARCHAR(10);
ALTER TABLE outbox ADD COLUMN said INT NOT NULL DEFAULT 1;
-- How often at most is no rule of the stars any more; rules that were frozen with it hold for the rest.
{sqlite} UPDATE star_rules SET content = json_remove(content, '$.stars.reminders_most') WHERE json_type(content, '$.stars.reminders_most') IS NOT NULL;
{postgres} UPDATE star_rules SET content = content #- '{stars,reminders_most}' WHERE content #> '{stars,reminders_most}' IS NOT NULL;
