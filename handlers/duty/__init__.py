"""The roster, for those who plan it and those who ask."""
