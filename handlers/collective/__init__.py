"""Collective office days."""
