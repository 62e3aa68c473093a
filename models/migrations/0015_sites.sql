-- A demonstration site is applied for, named, checked again every year and may lose its title: its life is a matter, and a
-- title that stands is one with a day of naming and none of withdrawal.
ALTER TABLE matters ADD COLUMN origin INT;
{sqlite} INSERT INTO matters (kind, unit_id, title, said, state, opened_at, origin)
SELECT 'site', unit_id, title, '{}', 'named', named_on || ' 00:00:00+00:00', id FROM demo_sites ORDER BY id;
{postgres} INSERT INTO matters (kind, unit_id, title, said, state, opened_at, origin)
SELECT 'site', unit_id, title, '{}', 'named', CAST(named_on AS TIMESTAMPTZ), id FROM demo_sites ORDER BY id;
ALTER TABLE demo_sites RENAME TO old_sites;
CREATE TABLE demo_sites (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT, title VARCHAR(32) NOT NULL,
    batch INT, approval VARCHAR(40), named_on DATE, checked_on DATE, withdrawn_on DATE
);
INSERT INTO demo_sites (id, matter_id, unit_id, title, batch, named_on)
SELECT s.id, m.id, s.unit_id, s.title, s.batch, s.named_on FROM old_sites s JOIN matters m ON m.origin = s.id;
DROP TABLE old_sites;
{postgres} SELECT setval(pg_get_serial_sequence('demo_sites', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM demo_sites), false);
CREATE INDEX demo_sites_unit ON demo_sites (unit_id);
ALTER TABLE matters DROP COLUMN origin;
