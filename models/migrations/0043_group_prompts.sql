-- What a branch wants its group to read of its regular life: before its theme day, and of dues.
CREATE TABLE group_prompts (
    id {id},
    branch_id INTEGER NOT NULL UNIQUE REFERENCES branches (id) ON DELETE RESTRICT,
    theme_day INTEGER,
    theme_words VARCHAR(40) NOT NULL DEFAULT '',
    dues {flag} NOT NULL DEFAULT {no}
);
