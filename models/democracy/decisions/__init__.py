"""Decisions: proposed by the branch, deliberated four times, put up twice, supervised and asked about."""
