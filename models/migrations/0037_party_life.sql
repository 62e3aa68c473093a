-- What a branch holds in its regular life are meetings like those about decisions. A figure is corrected by a new row.
ALTER TABLE meetings ADD COLUMN branch_id INT REFERENCES branches (id) ON DELETE RESTRICT;
ALTER TABLE meetings ADD COLUMN absent {json};
ALTER TABLE meetings ADD COLUMN corrects_id INT REFERENCES meetings (id) ON DELETE RESTRICT;
ALTER TABLE meetings ADD COLUMN correction VARCHAR(200);
INSERT INTO meetings (unit_id, branch_id, assembly, day, absent, entered_by_id, at)
    SELECT branches.unit_id, branch_id, kind, day, absent, entered_by_id, at
    FROM star_sheets JOIN branches ON branches.id = branch_id ORDER BY star_sheets.id;
DROP TABLE star_sheets;
CREATE UNIQUE INDEX meetings_once ON meetings (unit_id, COALESCE(branch_id, 0), assembly, day) WHERE matter_id IS NULL;
CREATE INDEX meetings_day ON meetings (unit_id, day);
