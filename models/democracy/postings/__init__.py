"""What is put up about a decision: the resolution and what came of it; and what is asked and objected meanwhile."""
