-- Who entered a record that is older than a member may report himself (补录).
ALTER TABLE activity_records ADD COLUMN entered_by_id INT REFERENCES persons (id) ON DELETE RESTRICT;
CREATE INDEX activity_records_entered ON activity_records (unit_id, entered_by_id);
