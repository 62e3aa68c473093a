"""Matters: their rules, their words."""
