"""Matters: somebody opens one, people have parts in it, steps bring it from state to state."""
