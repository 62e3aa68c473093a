"""The way out: rows, pace, tokens, and what a failure means."""
