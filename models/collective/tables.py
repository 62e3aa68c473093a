"""Tables of collective."""
