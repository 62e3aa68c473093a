-- Books of entries (handbooks, rules, the service list) in versions, and who wants to read one entry a day.
CREATE TABLE catalogue_entries (
    id {id}, book VARCHAR(16) NOT NULL, unit_id INT REFERENCES units (id) ON DELETE RESTRICT,
    source VARCHAR(60) NOT NULL, version VARCHAR(16) NOT NULL, sample {flag} NOT NULL DEFAULT {no},
    number VARCHAR(16) NOT NULL, title VARCHAR(60) NOT NULL, called {json} NOT NULL, page VARCHAR(16), text TEXT NOT NULL,
    facts {json} NOT NULL, valid_from DATE NOT NULL, valid_to DATE,
    replaced_by_id INT REFERENCES catalogue_entries (id) ON DELETE RESTRICT
);
CREATE INDEX catalogue_entries_book ON catalogue_entries (book, unit_id);
CREATE TABLE daily_readers (
    id {id}, person_id INT NOT NULL UNIQUE REFERENCES persons (id) ON DELETE RESTRICT
);
