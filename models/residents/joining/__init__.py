"""Somebody wants to join the Party: whom he sees and what the steps are; nothing is kept of it."""
