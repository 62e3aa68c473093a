"""Theme stars: applied for with evidence, awarded by the committee."""
