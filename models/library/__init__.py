"""Handbooks, rules and service lists that answer questions, and the talks that can be booked."""
