"""What was sent and what will be."""
