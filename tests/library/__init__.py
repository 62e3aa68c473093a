"""Handbooks, rules, the service list; talks."""
