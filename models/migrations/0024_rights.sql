-- A suggestion is answered: who hears, of which unit he was, what was said to him, by whom and when it was closed.
ALTER TABLE feedback ADD COLUMN userid VARCHAR(64);
ALTER TABLE feedback ADD COLUMN unit_id INT REFERENCES units (id) ON DELETE RESTRICT;
ALTER TABLE feedback ADD COLUMN answer VARCHAR(500);
ALTER TABLE feedback ADD COLUMN answered_by_id INT REFERENCES persons (id) ON DELETE RESTRICT;
ALTER TABLE feedback ADD COLUMN closed_at {moment};
UPDATE feedback SET userid = (SELECT p.userid FROM persons p WHERE p.id = feedback.person_id),
    unit_id = (SELECT p.unit_id FROM persons p WHERE p.id = feedback.person_id);
