"""A member's way from one branch to another."""
