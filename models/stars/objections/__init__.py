"""Objections to a star under publicity, and appeals to the township."""
