-- Places and people. {id} {moment} {json} {flag} stand for each engine's own types.
CREATE TABLE units (
    id {id}, code VARCHAR(32) NOT NULL UNIQUE, name VARCHAR(64) NOT NULL, kind VARCHAR(16) NOT NULL,
    parent_id INT REFERENCES units (id) ON DELETE RESTRICT
);
CREATE INDEX units_parent ON units (parent_id);
CREATE TABLE branches (
    id {id}, code VARCHAR(32) NOT NULL UNIQUE, name VARCHAR(64) NOT NULL,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT
);
CREATE TABLE demo_belts (
    id {id}, code VARCHAR(32) NOT NULL UNIQUE, name VARCHAR(64) NOT NULL, position INT NOT NULL,
    valid_from DATE NOT NULL, valid_to DATE
);
CREATE TABLE belt_stops (
    id {id}, belt_id INT NOT NULL REFERENCES demo_belts (id) ON DELETE RESTRICT,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    position INT NOT NULL, core {flag} NOT NULL,
    CONSTRAINT belt_stops_in_order UNIQUE (belt_id, position), CONSTRAINT belt_stops_once UNIQUE (belt_id, unit_id)
);
CREATE TABLE demo_sites (
    id {id}, unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    title VARCHAR(32) NOT NULL, batch INT NOT NULL, named_on DATE NOT NULL
);
CREATE TABLE chat_groups (
    id {id}, chatid VARCHAR(64) NOT NULL UNIQUE, name VARCHAR(64) NOT NULL,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    webhook_key VARCHAR(64) NOT NULL, heads INT NOT NULL, broken_at {moment}
);
CREATE TABLE persons (
    id {id}, userid VARCHAR(64) NOT NULL, userid_key VARCHAR(64) NOT NULL UNIQUE, name VARCHAR(32) NOT NULL,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    branch_id INT REFERENCES branches (id) ON DELETE RESTRICT,
    standing VARCHAR(16) NOT NULL, member_class VARCHAR(16), exempt {flag} NOT NULL, publish_name {flag} NOT NULL,
    joined_on DATE NOT NULL, left_on DATE, noticed_at {moment}
);
CREATE INDEX persons_unit ON persons (unit_id);
CREATE TABLE posts (
    id {id}, person_id INT NOT NULL REFERENCES persons (id) ON DELETE RESTRICT, role VARCHAR(24) NOT NULL,
    unit_id INT NOT NULL REFERENCES units (id) ON DELETE RESTRICT,
    title VARCHAR(32) NOT NULL, valid_from DATE NOT NULL, valid_to DATE
);
CREATE INDEX posts_person ON posts (person_id);
CREATE INDEX posts_unit_role ON posts (unit_id, role);
CREATE TABLE audit_rows (
    id {bigid}, at {moment} NOT NULL, actor VARCHAR(64) NOT NULL, action VARCHAR(32) NOT NULL,
    subject VARCHAR(32) NOT NULL, subject_id BIGINT NOT NULL, message_key VARCHAR(96),
    before {json}, after {json}, reason VARCHAR(200)
);
CREATE INDEX audit_subject ON audit_rows (subject, subject_id);
