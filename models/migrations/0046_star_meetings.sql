-- A branch's meeting about a period's stars is one of its meetings; why it wants more stars than usual is what it says.
ALTER TABLE meetings ADD COLUMN period VARCHAR(7);
DROP INDEX meetings_once;
CREATE UNIQUE INDEX meetings_once ON meetings (unit_id, COALESCE(branch_id, 0), assembly, day) WHERE matter_id IS NULL AND period IS NULL;
INSERT INTO meetings (unit_id, branch_id, assembly, day, period, expected, present, minutes, entered_by_id, at)
    SELECT branches.unit_id, branch_id, 'star_meeting', day, period, expected, present, quota_reason, entered_by_id, at
    FROM star_meetings JOIN branches ON branches.id = branch_id ORDER BY star_meetings.id;
DROP TABLE star_meetings;
CREATE INDEX meetings_period ON meetings (branch_id, period);
