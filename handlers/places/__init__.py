"""Belts and places."""
