"""What waits for somebody, of any topic."""
