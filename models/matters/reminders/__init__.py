"""How often somebody was reminded of what, and how much of it he wants."""
