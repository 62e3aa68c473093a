"""Confirming."""
