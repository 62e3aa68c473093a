"""Units, branches and townships that get another name or are merged, by two of the district."""
