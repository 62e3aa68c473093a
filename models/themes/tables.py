"""Tables of themes."""
