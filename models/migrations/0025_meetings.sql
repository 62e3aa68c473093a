-- Meetings: called with a notice and a draft, held with a roll and a vote in totals; `passed` is empty until then.
CREATE TABLE meetings (
    id {id}, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    matter_id INT REFERENCES matters (id) ON DELETE RESTRICT, assembly VARCHAR(24) NOT NULL, day DATE NOT NULL,
    noticed_on DATE, draft VARCHAR(600), expected INT, present INT, ayes INT, noes INT, abstentions INT,
    households {flag} NOT NULL DEFAULT {no}, attendant VARCHAR(40), minutes VARCHAR(600), passed {flag},
    entered_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, at {moment} NOT NULL
);
CREATE INDEX meetings_matter ON meetings (matter_id, id);
CREATE TABLE decision_inquiries (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    decision_id INT NOT NULL REFERENCES matters (id) ON DELETE RESTRICT
);
CREATE INDEX decision_inquiries_decision ON decision_inquiries (decision_id);
