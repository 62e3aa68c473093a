"""Filed stars, counted and listed."""
