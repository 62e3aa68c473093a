"""The State Council's notice of a year's holidays, as the district loads it."""
