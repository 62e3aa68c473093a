-- Where the office is, as a unit tells anybody who asks.
ALTER TABLE duty_settings ADD COLUMN address VARCHAR(80);
