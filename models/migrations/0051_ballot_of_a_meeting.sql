-- How those at a meeting voted, where it was told: 举手, 无记名.
ALTER TABLE meetings ADD COLUMN ballot VARCHAR(8) NULL;
