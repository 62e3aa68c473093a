-- The star appraisal: what is entered by people, what is proposed, shown, objected to and filed.
ALTER TABLE persons ADD COLUMN branch_since DATE;
CREATE TABLE star_sheets (
    id {id}, branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    kind VARCHAR(16) NOT NULL, day DATE NOT NULL, absent {json} NOT NULL,
    entered_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, at {moment} NOT NULL,
    CONSTRAINT star_sheets_once UNIQUE (branch_id, kind, day)
);
CREATE TABLE star_entries (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    year INT NOT NULL, kind VARCHAR(16) NOT NULL, tenths INT NOT NULL, reason VARCHAR(120) NOT NULL,
    document VARCHAR(60), entered_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    at {moment} NOT NULL, confirmed_by_id INT REFERENCES persons (id) ON DELETE RESTRICT,
    confirmed_at {moment}, cancelled_at {moment}
);
CREATE INDEX star_entries_member ON star_entries (member_id, year);
CREATE INDEX star_entries_branch ON star_entries (branch_id, year);
CREATE TABLE star_exemptions (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    year INT NOT NULL, kind VARCHAR(16) NOT NULL, reason VARCHAR(120),
    state VARCHAR(12) NOT NULL CHECK (state IN ('asked', 'agreed', 'declined', 'ended')),
    asked_at {moment} NOT NULL, decided_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, decided_at {moment}
);
CREATE INDEX star_exemptions_member ON star_exemptions (member_id, year);
CREATE INDEX star_exemptions_branch ON star_exemptions (branch_id, year);
CREATE TABLE star_themes (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    theme VARCHAR(16) NOT NULL, member_class VARCHAR(16) NOT NULL, year INT NOT NULL,
    state VARCHAR(12) NOT NULL CHECK (state IN ('applied', 'awarded', 'declined')),
    evidence VARCHAR(200) NOT NULL, score INT, catalogue VARCHAR(16) NOT NULL, at {moment} NOT NULL,
    decided_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, decided_at {moment},
    CONSTRAINT nobody_awards_himself CHECK (state <> 'awarded' OR decided_by_id <> member_id)
);
CREATE UNIQUE INDEX star_themes_once ON star_themes (member_id, theme, year) WHERE state = 'awarded';
CREATE INDEX star_themes_branch ON star_themes (branch_id, year);
CREATE TABLE star_rules (
    id {id}, version INT NOT NULL UNIQUE, content {json} NOT NULL, in_force_from {moment} NOT NULL
);
CREATE TABLE star_self_reports (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    month VARCHAR(7) NOT NULL, version INT NOT NULL, stars INT CHECK (stars BETWEEN 1 AND 5),
    themes {json} NOT NULL, reason VARCHAR(200), at {moment} NOT NULL,
    CONSTRAINT star_self_reports_versions UNIQUE (member_id, month, version)
);
CREATE INDEX star_self_reports_branch ON star_self_reports (branch_id, month);
CREATE TABLE star_appraisals (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT, period VARCHAR(7) NOT NULL,
    state VARCHAR(20) NOT NULL CHECK (state IN ('open', 'self_reported', 'peer_reviewed', 'committee_proposed',
        'publicity', 'objection', 'reviewed', 'submitted', 'filed', 'ended')),
    stars INT CHECK (stars BETWEEN 1 AND 5), reason VARCHAR(200),
    rules_id INT REFERENCES star_rules (id) ON DELETE RESTRICT,
    proposed_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, proposed_at {moment},
    publicity_from DATE, stops {json} NOT NULL, publicity_to DATE, submitted_at {moment},
    filed_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, filed_at {moment},
    valid_from DATE, valid_to DATE, ended_reason VARCHAR(200),
    CONSTRAINT star_appraisals_once UNIQUE (member_id, period),
    CONSTRAINT nobody_proposes_himself CHECK (state IN ('open', 'self_reported') OR proposed_by_id <> member_id)
);
CREATE INDEX star_appraisals_branch ON star_appraisals (branch_id, period);
CREATE INDEX star_appraisals_state ON star_appraisals (state);
CREATE TABLE star_peer_counts (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, period VARCHAR(7) NOT NULL,
    counts {json} NOT NULL, present INT NOT NULL,
    entered_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, at {moment} NOT NULL,
    CONSTRAINT star_peer_counts_once UNIQUE (member_id, period)
);
CREATE TABLE star_meetings (
    id {id}, branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT, period VARCHAR(7) NOT NULL,
    day DATE NOT NULL, expected INT NOT NULL, present INT NOT NULL, quota_reason VARCHAR(200),
    entered_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, at {moment} NOT NULL
);
CREATE INDEX star_meetings_branch ON star_meetings (branch_id, period);
CREATE TABLE star_outcomes (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, year INT NOT NULL,
    outcome VARCHAR(12) NOT NULL, entered_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    at {moment} NOT NULL,
    CONSTRAINT star_outcomes_once UNIQUE (member_id, year)
);
CREATE TABLE star_objections (
    id {id}, appraisal_id INT NOT NULL REFERENCES star_appraisals (id) ON DELETE RESTRICT,
    raised_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, text VARCHAR(300) NOT NULL,
    raised_on DATE NOT NULL, due_on DATE NOT NULL,
    state VARCHAR(12) NOT NULL CHECK (state IN ('open', 'answered', 'appealed', 'decided', 'withdrawn')),
    kept {flag}, answer VARCHAR(300), answered_by_id INT REFERENCES persons (id) ON DELETE RESTRICT,
    answered_at {moment}, appeal VARCHAR(300), appealed_by_id INT REFERENCES persons (id) ON DELETE RESTRICT,
    appealed_at {moment}, appeal_due_on DATE, ruling VARCHAR(300),
    ruled_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, ruled_at {moment}
);
CREATE INDEX star_objections_appraisal ON star_objections (appraisal_id);
CREATE INDEX star_objections_due ON star_objections (state, due_on);
CREATE TABLE star_reminders (
    id {id}, kind VARCHAR(24) NOT NULL, subject VARCHAR(48) NOT NULL, sent INT NOT NULL, last_at {moment} NOT NULL,
    CONSTRAINT star_reminders_once UNIQUE (kind, subject)
);
