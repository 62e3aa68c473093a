-- Who has withdrawn his consent to be recorded and appraised here (不要记我的).
ALTER TABLE persons ADD COLUMN declines_records {flag} NOT NULL DEFAULT {no};
