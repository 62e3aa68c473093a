-- What is entered about a member is open to his objection as a star is.
CREATE TABLE finding_objections (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    entry_id INT NOT NULL REFERENCES star_entries (id) ON DELETE RESTRICT
);
CREATE INDEX finding_objections_entry ON finding_objections (entry_id);
