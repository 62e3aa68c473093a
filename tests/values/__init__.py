"""What everything shares: numbers, periods."""
