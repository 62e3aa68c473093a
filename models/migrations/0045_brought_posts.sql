-- A post that a merger brought along stands beside the one that was there: which of two secretaries leads is decided by people.
ALTER TABLE posts ADD COLUMN brought {flag} NOT NULL DEFAULT FALSE;
