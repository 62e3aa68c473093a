-- A list may be of a month, a quarter or a year and keeps the numbers it was made with; the district says whether lists
-- come out. Month rows keep what was done: the cap belongs to the list that is made from them.
ALTER TABLE honour_lists RENAME COLUMN month TO period;
ALTER TABLE honour_lists ADD COLUMN numbers {json};
ALTER TABLE month_rows DROP COLUMN capped_minutes;
CREATE TABLE ranking_modes (id {id}, mode VARCHAR(16) NOT NULL, set_by VARCHAR(200) NOT NULL, set_at {moment} NOT NULL);
