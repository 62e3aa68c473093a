"""Kinds of matters, and the steps that they can take."""
