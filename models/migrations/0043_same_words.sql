-- Every report is compared with what was sent in its unit in the minutes before, not with all that the unit ever sent.
CREATE INDEX activity_records_sent ON activity_records (unit_id, reported_at);
