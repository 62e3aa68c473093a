"""Ends: of a life, and of a membership, which the office above confirms."""
