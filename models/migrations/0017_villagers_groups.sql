-- The villagers' group somebody lives in (一组): it tells people of one name apart, and nothing else is known of a home.
ALTER TABLE persons ADD COLUMN villagers_group VARCHAR(16);
