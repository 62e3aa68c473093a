"""Confirming what members reported, in batches, by people only."""
