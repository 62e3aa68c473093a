-- Matters: somebody opens one, people have parts in it, steps bring it from state to state. What stood in the columns of
-- exemptions, theme stars and transfers (who asked, what was decided, by whom, when) goes into matters and their steps.
CREATE TABLE matters (
    id {id}, kind VARCHAR(16) NOT NULL, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    branch_id INT REFERENCES branches (id) ON DELETE RESTRICT, title VARCHAR(60) NOT NULL, said {json} NOT NULL,
    state VARCHAR(16) NOT NULL, due_on DATE, opened_by_id INT REFERENCES persons (id) ON DELETE RESTRICT,
    opened_at {moment} NOT NULL, closed_at {moment}, origin VARCHAR(32)
);
CREATE INDEX matters_kind ON matters (kind, state, unit_id);
CREATE INDEX matters_due ON matters (state, due_on);
CREATE TABLE matter_people (
    id {id}, matter_id INT NOT NULL REFERENCES matters (id) ON DELETE RESTRICT,
    person_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, part VARCHAR(8) NOT NULL,
    since {moment} NOT NULL, ended_at {moment},
    CONSTRAINT matter_people_once UNIQUE (matter_id, person_id, part)
);
CREATE INDEX matter_people_person ON matter_people (person_id);
CREATE TABLE matter_steps (
    id {id}, matter_id INT NOT NULL REFERENCES matters (id) ON DELETE RESTRICT, step VARCHAR(16) NOT NULL,
    half {flag} NOT NULL, by_id INT REFERENCES persons (id) ON DELETE RESTRICT, at {moment} NOT NULL,
    reason VARCHAR(200), message_key VARCHAR(96)
);
CREATE INDEX matter_steps_matter ON matter_steps (matter_id);
INSERT INTO matters (kind, unit_id, branch_id, title, said, state, opened_by_id, opened_at, closed_at, origin)
SELECT 'exemption', b.unit_id, e.branch_id, CAST(e.year AS VARCHAR(4)), '{}', e.state,
    CASE WHEN e.kind = 'deferred' THEN e.decided_by_id ELSE e.member_id END, e.asked_at,
    CASE WHEN e.state <> 'asked' THEN coalesce(e.decided_at, e.asked_at) END, 'exemption' || e.id
FROM star_exemptions e JOIN branches b ON b.id = e.branch_id ORDER BY e.id;
INSERT INTO matters (kind, unit_id, branch_id, title, said, state, opened_by_id, opened_at, closed_at, origin)
SELECT 'theme', b.unit_id, t.branch_id, CAST(t.year AS VARCHAR(4)), '{}', t.state, t.member_id, t.at,
    CASE WHEN t.state <> 'applied' THEN coalesce(t.decided_at, t.at) END, 'theme' || t.id
FROM star_themes t JOIN branches b ON b.id = t.branch_id ORDER BY t.id;
INSERT INTO matters (kind, unit_id, branch_id, title, said, state, opened_by_id, opened_at, closed_at, origin)
SELECT 'transfer', b.unit_id, m.to_branch_id, '', '{}', m.state, m.asked_by_id, m.asked_at,
    CASE WHEN m.state <> 'asked' THEN coalesce(m.decided_at, m.asked_at) END, 'transfer' || m.id
FROM transfers m JOIN branches b ON b.id = m.to_branch_id ORDER BY m.id;
INSERT INTO matter_people (matter_id, person_id, part, since)
SELECT m.id, e.member_id, 'about', m.opened_at FROM matters m JOIN star_exemptions e ON m.origin = 'exemption' || e.id;
INSERT INTO matter_people (matter_id, person_id, part, since)
SELECT m.id, t.member_id, 'about', m.opened_at FROM matters m JOIN star_themes t ON m.origin = 'theme' || t.id;
INSERT INTO matter_people (matter_id, person_id, part, since)
SELECT m.id, t.member_id, 'about', m.opened_at FROM matters m JOIN transfers t ON m.origin = 'transfer' || t.id;
INSERT INTO matter_people (matter_id, person_id, part, since)
SELECT m.id, t.asked_by_id, 'other', m.opened_at FROM matters m JOIN transfers t ON m.origin = 'transfer' || t.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT id, 'open', {no}, opened_by_id, opened_at FROM matters ORDER BY id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, CASE e.state WHEN 'agreed' THEN 'agree' WHEN 'declined' THEN 'decline' ELSE 'end' END, {no},
    e.decided_by_id, m.closed_at
FROM matters m JOIN star_exemptions e ON m.origin = 'exemption' || e.id WHERE m.closed_at IS NOT NULL;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, CASE t.state WHEN 'awarded' THEN 'award' ELSE 'decline' END, {no}, t.decided_by_id, m.closed_at
FROM matters m JOIN star_themes t ON m.origin = 'theme' || t.id WHERE m.closed_at IS NOT NULL;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, CASE t.state WHEN 'accepted' THEN 'accept' ELSE 'decline' END, {no}, t.decided_by_id, m.closed_at
FROM matters m JOIN transfers t ON m.origin = 'transfer' || t.id WHERE m.closed_at IS NOT NULL;
ALTER TABLE star_exemptions RENAME TO old_exemptions;
DROP INDEX star_exemptions_member;
DROP INDEX star_exemptions_branch;
CREATE TABLE star_exemptions (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    year INT NOT NULL, kind VARCHAR(16) NOT NULL, reason VARCHAR(120)
);
INSERT INTO star_exemptions (id, matter_id, member_id, branch_id, year, kind, reason)
SELECT e.id, m.id, e.member_id, e.branch_id, e.year, e.kind, e.reason
FROM old_exemptions e JOIN matters m ON m.origin = 'exemption' || e.id;
DROP TABLE old_exemptions;
{postgres} SELECT setval(pg_get_serial_sequence('star_exemptions', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM star_exemptions), false);
CREATE INDEX star_exemptions_member ON star_exemptions (member_id, year);
CREATE INDEX star_exemptions_branch ON star_exemptions (branch_id, year);
ALTER TABLE star_themes RENAME TO old_themes;
DROP INDEX star_themes_once;
DROP INDEX star_themes_branch;
CREATE TABLE star_themes (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    theme VARCHAR(16) NOT NULL, member_class VARCHAR(16) NOT NULL, year INT NOT NULL,
    evidence VARCHAR(200) NOT NULL, score INT, catalogue VARCHAR(16) NOT NULL
);
INSERT INTO star_themes (id, matter_id, member_id, branch_id, theme, member_class, year, evidence, score, catalogue)
SELECT t.id, m.id, t.member_id, t.branch_id, t.theme, t.member_class, t.year, t.evidence, t.score, t.catalogue
FROM old_themes t JOIN matters m ON m.origin = 'theme' || t.id;
DROP TABLE old_themes;
{postgres} SELECT setval(pg_get_serial_sequence('star_themes', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM star_themes), false);
CREATE INDEX star_themes_member ON star_themes (member_id, year);
CREATE INDEX star_themes_branch ON star_themes (branch_id, year);
ALTER TABLE transfers RENAME TO old_transfers;
DROP INDEX transfers_one_open;
DROP INDEX transfers_to;
CREATE TABLE transfers (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    from_branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    to_branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT
);
INSERT INTO transfers (id, matter_id, member_id, from_branch_id, to_branch_id)
SELECT t.id, m.id, t.member_id, t.from_branch_id, t.to_branch_id
FROM old_transfers t JOIN matters m ON m.origin = 'transfer' || t.id;
DROP TABLE old_transfers;
{postgres} SELECT setval(pg_get_serial_sequence('transfers', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM transfers), false);
CREATE INDEX transfers_member ON transfers (member_id);
CREATE INDEX transfers_from ON transfers (from_branch_id);
ALTER TABLE matters DROP COLUMN origin;
