"""Posts with terms: given, ended, stood in for; and which duties are then empty."""
