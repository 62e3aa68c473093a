-- A group that somebody wants bound to a unit, and the one of that unit whose place it takes; its life is a matter.
CREATE TABLE group_bindings (
    id {id}, matter_id INT NOT NULL UNIQUE, chatid VARCHAR(64) NOT NULL, replaces VARCHAR(64)
);
