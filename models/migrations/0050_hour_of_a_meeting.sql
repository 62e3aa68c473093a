-- When on its day, and where, a meeting is to be: 晚上七点在村委会.
ALTER TABLE meetings ADD COLUMN hour VARCHAR(40) NULL;
