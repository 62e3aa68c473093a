-- The State Council's notice of a year, as the district has loaded it: days off, and days worked for them.
CREATE TABLE holiday_notices (
    id {id},
    year INT NOT NULL UNIQUE,
    off {json} NOT NULL,
    worked {json} NOT NULL,
    at {moment} NOT NULL,
    loaded_by_id INT NOT NULL REFERENCES persons (id)
);
