-- A slot that a rebuild replaces stays and says since when; whoever asked for it keeps pointing at it.
-- SQLite changes no constraint of a table that stands, so there both are written anew, with the numbers they gave out.
{postgres} ALTER TABLE duty_slots ADD COLUMN superseded_at {moment};
{postgres} ALTER TABLE duty_slots DROP CONSTRAINT duty_slots_once;
{postgres} ALTER TABLE duty_swaps DROP CONSTRAINT duty_swaps_slot_id_fkey,
    ADD CONSTRAINT duty_swaps_slot_id_fkey FOREIGN KEY (slot_id) REFERENCES duty_slots (id) ON DELETE RESTRICT;
{postgres} ALTER TABLE duty_swaps DROP CONSTRAINT duty_swaps_return_slot_id_fkey,
    ADD CONSTRAINT duty_swaps_return_slot_id_fkey
    FOREIGN KEY (return_slot_id) REFERENCES duty_slots (id) ON DELETE RESTRICT;
{sqlite} CREATE TABLE duty_slots_anew (
    id {id}, roster_id INT NOT NULL REFERENCES duty_rosters (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    day DATE NOT NULL, part VARCHAR(8) NOT NULL, seat INT NOT NULL, counts_as VARCHAR(8) NOT NULL,
    collective {flag} NOT NULL, needs_leader {flag} NOT NULL, starts_at {moment} NOT NULL, ends_at {moment} NOT NULL,
    person_id INT REFERENCES persons (id) ON DELETE RESTRICT, why {json}, season VARCHAR(32),
    reminded_at {moment}, nudged_at {moment}, escalated_at {moment}, present_at {moment},
    presence VARCHAR(16), presence_note VARCHAR(60), raised {json} NOT NULL, superseded_at {moment}
);
{sqlite} INSERT INTO duty_slots_anew SELECT *, NULL FROM duty_slots;
{sqlite} DELETE FROM sqlite_sequence WHERE name = 'duty_slots_anew';
{sqlite} INSERT INTO sqlite_sequence SELECT 'duty_slots_anew', seq FROM sqlite_sequence WHERE name = 'duty_slots';
{sqlite} DROP TABLE duty_slots;
{sqlite} ALTER TABLE duty_slots_anew RENAME TO duty_slots;
{sqlite} CREATE INDEX duty_slots_starts ON duty_slots (starts_at);
{sqlite} CREATE INDEX duty_slots_person ON duty_slots (person_id, starts_at);
{sqlite} CREATE INDEX duty_slots_roster ON duty_slots (roster_id);
{sqlite} CREATE TABLE duty_swaps_anew (
    id {id}, kind VARCHAR(12) NOT NULL, asker_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    other_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    slot_id INT NOT NULL REFERENCES duty_slots (id) ON DELETE RESTRICT,
    return_slot_id INT REFERENCES duty_slots (id) ON DELETE RESTRICT,
    state VARCHAR(12) NOT NULL CHECK (state IN ('asked', 'accepted', 'declined', 'cancelled', 'void')),
    asked_at {moment} NOT NULL, answered_at {moment},
    CONSTRAINT nobody_swaps_with_himself CHECK (state <> 'accepted' OR asker_id <> other_id)
);
{sqlite} INSERT INTO duty_swaps_anew SELECT * FROM duty_swaps;
{sqlite} DELETE FROM sqlite_sequence WHERE name = 'duty_swaps_anew';
{sqlite} INSERT INTO sqlite_sequence SELECT 'duty_swaps_anew', seq FROM sqlite_sequence WHERE name = 'duty_swaps';
{sqlite} DROP TABLE duty_swaps;
{sqlite} ALTER TABLE duty_swaps_anew RENAME TO duty_swaps;
{sqlite} CREATE INDEX duty_swaps_asker ON duty_swaps (asker_id, state);
{sqlite} CREATE INDEX duty_swaps_other ON duty_swaps (other_id, state);
{sqlite} CREATE INDEX duty_swaps_slot ON duty_swaps (slot_id);
{sqlite} CREATE INDEX duty_swaps_return ON duty_swaps (return_slot_id);
CREATE UNIQUE INDEX duty_slots_once ON duty_slots (unit_id, day, part, seat) WHERE superseded_at IS NULL;
