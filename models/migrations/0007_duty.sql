-- Duty: rosters and their slots, a unit's own hours, seasons, leave, swaps, the log of the desk, collective matters.
CREATE TABLE duty_rosters (
    id {id}, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT, month VARCHAR(7) NOT NULL,
    state VARCHAR(12) NOT NULL CHECK (state IN ('draft', 'published')), drafted_at {moment} NOT NULL,
    published_at {moment}, published_by_id INT REFERENCES persons (id) ON DELETE RESTRICT,
    CONSTRAINT duty_rosters_once UNIQUE (unit_id, month)
);
CREATE TABLE duty_slots (
    id {id}, roster_id INT NOT NULL REFERENCES duty_rosters (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    day DATE NOT NULL, part VARCHAR(8) NOT NULL, seat INT NOT NULL, counts_as VARCHAR(8) NOT NULL,
    collective {flag} NOT NULL, needs_leader {flag} NOT NULL, starts_at {moment} NOT NULL, ends_at {moment} NOT NULL,
    person_id INT REFERENCES persons (id) ON DELETE RESTRICT, why {json}, season VARCHAR(32),
    reminded_at {moment}, nudged_at {moment}, escalated_at {moment}, present_at {moment},
    presence VARCHAR(16), presence_note VARCHAR(60), raised {json} NOT NULL,
    CONSTRAINT duty_slots_once UNIQUE (unit_id, day, part, seat)
);
CREATE INDEX duty_slots_starts ON duty_slots (starts_at);
CREATE INDEX duty_slots_person ON duty_slots (person_id, starts_at);
CREATE INDEX duty_slots_roster ON duty_slots (roster_id);
CREATE TABLE duty_settings (
    id {id}, unit_id INT NOT NULL UNIQUE REFERENCES units (id) ON DELETE RESTRICT,
    hours {json}, collective_weekday VARCHAR(8), office_phone VARCHAR(32)
);
CREATE TABLE duty_seasons (
    id {id}, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT, name VARCHAR(16) NOT NULL,
    first_day DATE NOT NULL, last_day DATE NOT NULL,
    opened_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, closed_at {moment}
);
CREATE INDEX duty_seasons_unit ON duty_seasons (unit_id, last_day);
CREATE TABLE duty_absences (
    id {id}, person_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    first_day DATE NOT NULL, last_day DATE NOT NULL, part VARCHAR(8), reason VARCHAR(100), same_day {flag} NOT NULL,
    state VARCHAR(12) NOT NULL CHECK (state IN ('asked', 'approved', 'declined', 'cancelled')),
    asked_at {moment} NOT NULL, decided_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, decided_at {moment},
    approver_role VARCHAR(16) NOT NULL,
    CONSTRAINT nobody_grants_his_own_leave CHECK (state NOT IN ('approved', 'declined') OR decided_by_id <> person_id)
);
CREATE INDEX duty_absences_person ON duty_absences (person_id, last_day);
CREATE INDEX duty_absences_unit ON duty_absences (unit_id, state);
CREATE TABLE duty_swaps (
    id {id}, kind VARCHAR(12) NOT NULL, asker_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    other_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    slot_id INT NOT NULL REFERENCES duty_slots (id) ON DELETE CASCADE,
    return_slot_id INT REFERENCES duty_slots (id) ON DELETE CASCADE,
    state VARCHAR(12) NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'cancelled', 'void')),
    asked_at {moment} NOT NULL, answered_at {moment},
    CONSTRAINT nobody_swaps_with_himself CHECK (state <> 'accepted' OR asker_id <> other_id)
);
CREATE INDEX duty_swaps_asker ON duty_swaps (asker_id, state);
CREATE INDEX duty_swaps_other ON duty_swaps (other_id, state);
CREATE INDEX duty_swaps_slot ON duty_swaps (slot_id);
CREATE INDEX duty_swaps_return ON duty_swaps (return_slot_id);
CREATE TABLE duty_logs (
    id {id}, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    person_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, day DATE NOT NULL,
    counts {json} NOT NULL, handover VARCHAR(200), at {moment} NOT NULL
);
CREATE INDEX duty_logs_unit ON duty_logs (unit_id, day);
CREATE TABLE collective_matters (
    id {id}, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT, day DATE NOT NULL,
    text VARCHAR(100) NOT NULL, place VARCHAR(40), at {moment} NOT NULL,
    entered_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, done_on DATE
);
CREATE INDEX collective_matters_unit ON collective_matters (unit_id, day);
