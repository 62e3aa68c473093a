"""Tables of stars."""
