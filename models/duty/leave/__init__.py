"""Leave from duty and who approves it."""
