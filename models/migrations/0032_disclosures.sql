-- What a village publishes of its money and affairs, by topic and period; what is said of it is a matter.
CREATE TABLE disclosures (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT, topic VARCHAR(16) NOT NULL, period VARCHAR(8) NOT NULL
);
CREATE INDEX disclosures_unit ON disclosures (unit_id, topic, period);
