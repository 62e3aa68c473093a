-- The monthly ranking: rows kept in step with every record, and the lists as they were published.
CREATE TABLE month_rows (
    id {id}, month VARCHAR(7) NOT NULL, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    records INT NOT NULL, minutes INT NOT NULL, capped_minutes INT NOT NULL,
    CONSTRAINT month_rows_once UNIQUE (month, unit_id, member_id)
);
CREATE TABLE honour_lists (
    id {id}, month VARCHAR(7) NOT NULL, version INT NOT NULL, issued_at {moment} NOT NULL,
    approved_by VARCHAR(200) NOT NULL, change VARCHAR(200), texts {json} NOT NULL,
    CONSTRAINT honour_lists_once UNIQUE (month, version)
);
CREATE TABLE honour_rows (
    id {id}, honour_list_id INT NOT NULL REFERENCES honour_lists (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    active INT NOT NULL, participants INT NOT NULL, capped_minutes INT NOT NULL, place INT,
    CONSTRAINT honour_rows_once UNIQUE (honour_list_id, unit_id)
);
CREATE INDEX honour_rows_unit ON honour_rows (unit_id);
