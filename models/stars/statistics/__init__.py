"""Self-reports and filed stars, counted and listed."""
