-- 三社 and 三组 are the same group of villagers: one reading for all.
UPDATE persons SET villagers_group = REPLACE(villagers_group, '社', '组') WHERE villagers_group LIKE '%社';
