-- On this day nothing is posted to the group: a day of mourning, a feast.
ALTER TABLE chat_groups ADD COLUMN held_on DATE;
