-- An objection is a matter: who raised it, how far it has come and every step stand in matters, what was said in `said`.
-- Numbers stay where no other matter has one of them; otherwise all get new ones beyond every number that anybody was
-- told, so that an old number never means another objection.
ALTER TABLE matters ADD COLUMN origin INT;
ALTER TABLE star_objections RENAME TO old_objections;
DROP INDEX star_objections_appraisal;
DROP INDEX star_objections_due;
ALTER TABLE old_objections ADD COLUMN raised_at {moment};
ALTER TABLE old_objections ADD COLUMN last_at {moment};
{sqlite} UPDATE old_objections SET raised_at = raised_on || ' 04:00:00+00:00';
{postgres} UPDATE old_objections SET raised_at = (raised_on + TIME '04:00') AT TIME ZONE 'UTC';
UPDATE old_objections SET
    raised_at = coalesce((SELECT min(u.at) FROM audit_rows u WHERE u.subject = 'star_objection' AND u.subject_id = old_objections.id), raised_at),
    last_at = coalesce((SELECT max(u.at) FROM audit_rows u WHERE u.subject = 'star_objection' AND u.subject_id = old_objections.id), ruled_at, answered_at, raised_at);
INSERT INTO matters (id, kind, unit_id, branch_id, title, said, state, due_on, opened_by_id, opened_at, closed_at, origin)
SELECT o.id + CASE WHEN EXISTS (SELECT 1 FROM matters m WHERE m.id <= (SELECT max(id) FROM old_objections))
        THEN (SELECT max(n) FROM (SELECT max(id) AS n FROM matters UNION ALL SELECT max(id) FROM old_objections) AS told)
        ELSE 0 END,
    'objection', b.unit_id, a.branch_id, a.period || '星级', '{}', o.state, coalesce(o.appeal_due_on, o.due_on), o.raised_by_id,
    o.raised_at, CASE WHEN o.state IN ('answered', 'decided', 'withdrawn') THEN o.last_at END, o.id
FROM old_objections o JOIN star_appraisals a ON a.id = o.appraisal_id JOIN branches b ON b.id = a.branch_id ORDER BY o.id;
{postgres} SELECT setval(pg_get_serial_sequence('matters', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM matters), false);
{sqlite} UPDATE matters SET said = (SELECT json_object('text', o.text, 'kept', CASE WHEN o.kept THEN json('true') WHEN NOT o.kept THEN json('false') END, 'answer', o.answer, 'answer_by', o.answered_by_id, 'appeal', o.appeal, 'appeal_by', o.appealed_by_id, 'rule', o.ruling, 'rule_by', o.ruled_by_id) FROM old_objections o WHERE o.id = matters.origin) WHERE kind = 'objection';
{postgres} UPDATE matters SET said = (SELECT jsonb_build_object('text', o.text, 'kept', o.kept, 'answer', o.answer, 'answer_by', o.answered_by_id, 'appeal', o.appeal, 'appeal_by', o.appealed_by_id, 'rule', o.ruling, 'rule_by', o.ruled_by_id) FROM old_objections o WHERE o.id = matters.origin) WHERE kind = 'objection';
INSERT INTO matter_people (matter_id, person_id, part, since)
SELECT m.id, m.opened_by_id, 'owner', m.opened_at FROM matters m WHERE m.kind = 'objection' ORDER BY m.id;
INSERT INTO matter_people (matter_id, person_id, part, since)
SELECT m.id, a.member_id, 'about', m.opened_at
FROM matters m JOIN old_objections o ON o.id = m.origin JOIN star_appraisals a ON a.id = o.appraisal_id ORDER BY m.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, 'open', {no}, m.opened_by_id, m.opened_at FROM matters m WHERE m.kind = 'objection' ORDER BY m.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, 'pass_up', {no}, m.opened_by_id, m.opened_at FROM matters m JOIN old_objections o ON o.id = m.origin
WHERE o.appeal_due_on IS NOT NULL AND o.answered_at IS NULL ORDER BY m.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at, reason)
SELECT m.id, 'answer', {no}, o.answered_by_id, o.answered_at, substr(o.answer, 1, 200)
FROM matters m JOIN old_objections o ON o.id = m.origin WHERE o.answered_at IS NOT NULL ORDER BY m.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, 'appeal', {no}, o.appealed_by_id, o.appealed_at
FROM matters m JOIN old_objections o ON o.id = m.origin WHERE o.appealed_at IS NOT NULL ORDER BY m.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at, reason)
SELECT m.id, 'rule', {no}, o.ruled_by_id, o.ruled_at, substr(o.ruling, 1, 200)
FROM matters m JOIN old_objections o ON o.id = m.origin WHERE o.ruled_at IS NOT NULL ORDER BY m.id;
INSERT INTO matter_steps (matter_id, step, half, by_id, at)
SELECT m.id, 'withdraw', {no}, m.opened_by_id, m.closed_at FROM matters m
WHERE m.kind = 'objection' AND m.state = 'withdrawn' ORDER BY m.id;
UPDATE matter_steps SET message_key = (
    SELECT max(u.message_key) FROM audit_rows u JOIN matters m ON m.origin = u.subject_id
    WHERE m.id = matter_steps.matter_id AND u.subject = 'star_objection'
    AND u.action = CASE matter_steps.step WHEN 'open' THEN 'object' ELSE matter_steps.step END)
WHERE matter_id IN (SELECT id FROM matters WHERE kind = 'objection');
CREATE TABLE star_objections (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    appraisal_id INT NOT NULL REFERENCES star_appraisals (id) ON DELETE RESTRICT
);
INSERT INTO star_objections (id, matter_id, appraisal_id)
SELECT o.id, m.id, o.appraisal_id FROM old_objections o JOIN matters m ON m.origin = o.id;
DROP TABLE old_objections;
{postgres} SELECT setval(pg_get_serial_sequence('star_objections', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM star_objections), false);
CREATE INDEX star_objections_appraisal ON star_objections (appraisal_id);
ALTER TABLE matters DROP COLUMN origin;
