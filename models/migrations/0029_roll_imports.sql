-- Rosters by table: what was shown waits here for the yes; what each person was before stays for a day, to be taken back.
CREATE TABLE roll_imports (
    id {id}, userid VARCHAR(64) NOT NULL, as_office {flag} NOT NULL,
    state VARCHAR(8) NOT NULL CHECK (state IN ('shown', 'done', 'undone', 'dropped')),
    at {moment} NOT NULL, people INT NOT NULL DEFAULT 0, content {json}, gist {json}, changes {json}
);
CREATE INDEX roll_imports_userid ON roll_imports (userid, state);
