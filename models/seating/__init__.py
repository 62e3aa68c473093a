"""Seats in a line of time, and giving each to somebody."""
