-- Units and branches that were merged into others: the day of their end. Under which names a place was known before.
ALTER TABLE units ADD COLUMN ended_on DATE;
ALTER TABLE branches ADD COLUMN ended_on DATE;
CREATE TABLE former_names (
    id {id}, name VARCHAR(64) NOT NULL, unit_id INT REFERENCES units (id) ON DELETE RESTRICT,
    branch_id INT REFERENCES branches (id) ON DELETE RESTRICT, until DATE NOT NULL
);
