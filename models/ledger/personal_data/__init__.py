"""What is kept about somebody: shown to himself, put right and deleted when he asks."""
