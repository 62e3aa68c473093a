-- Places of belts that help one another; the life of each pair is a matter.
CREATE TABLE pairings (
    id {id}, matter_id INT NOT NULL UNIQUE, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    helper_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT
);
