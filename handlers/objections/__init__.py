"""Objections to a star, and appeals."""
