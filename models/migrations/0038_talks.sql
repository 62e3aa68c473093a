-- What somebody says he will speak about, when he is free, and the talks that villages have booked.
CREATE TABLE talks (
    id {id}, speaker_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    topic VARCHAR(20) NOT NULL, agreed_on DATE NOT NULL, ended_on DATE
);
CREATE INDEX talks_speaker ON talks (speaker_id);
CREATE TABLE talk_times (
    id {id}, speaker_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    day DATE NOT NULL, half VARCHAR(2) NOT NULL,
    CONSTRAINT talk_times_once UNIQUE (speaker_id, day, half)
);
CREATE TABLE talk_bookings (
    id {id}, matter_id INT NOT NULL UNIQUE REFERENCES matters (id) ON DELETE RESTRICT,
    talk_id INT NOT NULL REFERENCES talks (id) ON DELETE RESTRICT,
    day DATE NOT NULL, half VARCHAR(2) NOT NULL, attended INT
);
CREATE INDEX talk_bookings_day ON talk_bookings (day);
