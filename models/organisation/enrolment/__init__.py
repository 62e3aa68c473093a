"""Bringing an organisation and its past onto the books."""
