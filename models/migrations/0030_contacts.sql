-- Whether the list of contacts has ever named somebody (only then his absence says something), and since when it does not.
ALTER TABLE persons ADD COLUMN in_contacts {flag} NOT NULL DEFAULT {no};
ALTER TABLE persons ADD COLUMN missing_since {moment};
