"""Jobs and their due moments."""
