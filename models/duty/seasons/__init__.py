"""Seasons of watch: two round the clock, opened and closed for a unit and all below it."""
