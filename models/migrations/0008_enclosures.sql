-- Pictures and files that go out with a message; equal ones are kept once, however many they are sent to.
CREATE TABLE enclosures (
    id {id}, digest VARCHAR(64) NOT NULL UNIQUE, kind VARCHAR(8) NOT NULL, name VARCHAR(120) NOT NULL,
    data {bytes} NOT NULL
);
ALTER TABLE outbox ADD COLUMN enclosure_id INT REFERENCES enclosures (id) ON DELETE RESTRICT;
CREATE INDEX outbox_enclosure ON outbox (enclosure_id) WHERE enclosure_id IS NOT NULL;
