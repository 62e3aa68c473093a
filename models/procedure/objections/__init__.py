"""Objections to anything: raised, answered, and ruled on by the office above."""
