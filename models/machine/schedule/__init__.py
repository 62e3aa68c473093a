"""Which job has run when, and which is paused."""
