"""What came in: every delivery under its key, until its answer is forgotten."""
