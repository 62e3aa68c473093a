"""Collective office days: announced, held, counted."""
