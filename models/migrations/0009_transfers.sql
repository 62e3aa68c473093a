-- A member's way from one branch to another: sent by the one, taken in by the other.
CREATE TABLE transfers (
    id {id}, member_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT,
    from_branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    to_branch_id INT NOT NULL REFERENCES branches (id) ON DELETE RESTRICT,
    state VARCHAR(12) NOT NULL CHECK (state IN ('asked', 'accepted', 'declined')),
    asked_by_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, asked_at {moment} NOT NULL,
    decided_by_id INT REFERENCES persons (id) ON DELETE RESTRICT, decided_at {moment}
);
CREATE UNIQUE INDEX transfers_one_open ON transfers (member_id) WHERE state = 'asked';
CREATE INDEX transfers_to ON transfers (to_branch_id, state);
