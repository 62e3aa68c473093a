"""What everything shares: periods, how values are written, what a refusal is."""
