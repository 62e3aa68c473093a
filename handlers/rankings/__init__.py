"""The honour list."""
