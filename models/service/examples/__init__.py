"""先进典型: found in the records, recommended, checked, agreed to by whom it is about, told, visited again."""
