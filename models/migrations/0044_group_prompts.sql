-- What a branch wants its group to read of its regular life: before its theme day, and of dues. Who was represented in
-- a meeting is counted beside who was there.
CREATE TABLE group_prompts (
    id {id},
    branch_id INTEGER NOT NULL UNIQUE REFERENCES branches (id) ON DELETE RESTRICT,
    theme_day INTEGER,
    theme_words VARCHAR(40) NOT NULL DEFAULT '',
    dues {flag} NOT NULL DEFAULT {no}
);
ALTER TABLE meetings ADD COLUMN proxies INTEGER NOT NULL DEFAULT 0;
