"""Tracing a record to the messages and people that made it what it is."""
